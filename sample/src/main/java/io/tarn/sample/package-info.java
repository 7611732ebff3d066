/**
 * Made-up data, the same for the same seed: the sample brand of the demo, and records by the million for the bench.
 *
 * <p>In goes a seed, out come files with their hidden truth. Words come from the Datafaker library and from
 * {@code words.txt}; chance is a hash of the seed and of what it decides, so that nothing depends on a clock, on the
 * order of generation or on the machine.
 */
@NullMarked
package io.tarn.sample;

import org.jspecify.annotations.NullMarked;
