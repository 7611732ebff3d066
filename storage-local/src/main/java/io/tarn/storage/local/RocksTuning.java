package io.tarn.storage.local;

import java.util.List;
import java.util.Set;

/**
 * How a database is laid out.
 *
 * @param families all its column families
 * @param filtered those that are asked for single keys, often in vain: they have Bloom filters
 * @param memoryBytesMax for written entries and for cached blocks, half each
 */
record RocksTuning<F extends Enum<F>>(List<F> families, Set<F> filtered, long memoryBytesMax) {}
