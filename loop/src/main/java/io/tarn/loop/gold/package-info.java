/**
 * The corridor of road B: reads tables, calls the stages, runs their statements and writes what comes out.
 *
 * <p>Holds no rule of its own about what matches or survives.
 */
@NullMarked
package io.tarn.loop.gold;

import org.jspecify.annotations.NullMarked;
