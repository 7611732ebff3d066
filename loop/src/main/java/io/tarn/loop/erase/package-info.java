/**
 * Forgetting: takes a person out of the lake with all of its older versions, the log, the store and the reports, and
 * leaves a receipt and tombstones. An identifier comes in, a receipt goes out. What was cut off is done again, step by
 * step, from what was written down of whom it is about.
 */
@NullMarked
package io.tarn.loop.erase;

import org.jspecify.annotations.NullMarked;
