package io.tarn.storage.local;

import java.util.List;
import java.util.Set;

/**
 * How a database is laid out.
 *
 * @param families all its column families
 * @param filtered those that are asked for single keys, often in vain: they have Bloom filters
 * @param memoryBytesMax for written entries and for cached blocks, half each
 * @param isJournaled whether what was written outlives the process at once; without it, once it was flushed, and then all
 *     families are flushed as they were at one moment
 */
record RocksTuning<F extends Enum<F>>(List<F> families, Set<F> filtered, long memoryBytesMax, boolean isJournaled) {}
