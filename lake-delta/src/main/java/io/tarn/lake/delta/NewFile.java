package io.tarn.lake.delta;

import io.delta.kernel.statistics.DataFileStatistics;
import java.nio.file.Path;

/** A Parquet file that is written and not yet part of a table. */
record NewFile(Path path, long bytes, long rows, DataFileStatistics statistics) {}
