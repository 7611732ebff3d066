/**
 * What campaigns did, by the tables of the lake. In come names, goals and instants; out go counts and lifts. Nothing is
 * written.
 */
@NullMarked
package io.tarn.loop.campaign;

import org.jspecify.annotations.NullMarked;
