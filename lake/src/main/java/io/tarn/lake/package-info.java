/**
 * The port to the lake: open tables with versions, and an engine that runs SQL over them.
 *
 * <p>Holds no class of Delta, DuckDB or Spark.
 */
@NullMarked
package io.tarn.lake;

import org.jspecify.annotations.NullMarked;
