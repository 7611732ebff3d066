/**
 * Runs that are whole or absent: Delta commits one table at a time, so a run's last commit is its row in
 * {@code ops.runs}, which names the version of every table. Readers pin themselves to the newest complete run.
 */
@NullMarked
package io.tarn.lake.run;

import org.jspecify.annotations.NullMarked;
