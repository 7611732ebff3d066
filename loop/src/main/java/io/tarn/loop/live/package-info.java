/**
 * The live road: an event is made durable in the log, finds its person, changes a profile and its computed traits, and
 * goes on to the lake. One writer reads the log in order and commits a batch at a time; everything it knows can be
 * built again from the log.
 */
@NullMarked
package io.tarn.loop.live;

import org.jspecify.annotations.NullMarked;
