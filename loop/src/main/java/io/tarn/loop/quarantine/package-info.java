/**
 * Events that were put aside: shown with their reasons, and sent through the log again once the tracking plan or they
 * themselves are mended. Rows of {@code silver.quarantined_events} enter, entries of the log leave.
 */
@NullMarked
package io.tarn.loop.quarantine;

import org.jspecify.annotations.NullMarked;
