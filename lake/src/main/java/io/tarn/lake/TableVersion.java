package io.tarn.lake;

import java.time.Instant;

/** One commit in a table's history. */
public record TableVersion(long version, Instant committedAt, String operation) {}
