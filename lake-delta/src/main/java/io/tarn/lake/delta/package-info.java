/**
 * The lake on a local disk: Delta tables through Delta Kernel, SQL and Parquet through DuckDB.
 *
 * <p>Tables lie under {@code home/lake/<schema>/<table>}; files on their way lie under {@code home/tmp}, locks under
 * {@code home/locks}. Commands enter through {@link io.tarn.lake.Lake}; nothing of Delta or DuckDB leaves.
 */
@NullMarked
package io.tarn.lake.delta;

import org.jspecify.annotations.NullMarked;
