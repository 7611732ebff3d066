/**
 * Where people look at pairs of records and say what they are: the verdicts in the lake, the queue of pairs that are
 * worth a look, and what a verdict does to live profiles.
 */
@NullMarked
package io.tarn.loop.review;

import org.jspecify.annotations.NullMarked;
