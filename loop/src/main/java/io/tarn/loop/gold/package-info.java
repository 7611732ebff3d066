/**
 * The road from raw tables to gold: reads and writes the lake, and calls the stages in between.
 *
 * <p>Files, clocks and commits are here; rules are not.
 */
@NullMarked
package io.tarn.loop.gold;

import org.jspecify.annotations.NullMarked;
