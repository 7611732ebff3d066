/**
 * What definitions and rows as they lie now would change, in people: a gold run is made on a fork of the lake, and what
 * it leaves is compared with what is there. In come two sessions and the run's outcome, out comes a {@link
 * io.tarn.loop.plan.Plan}; no table of the lake itself is touched.
 */
@NullMarked
package io.tarn.loop.plan;

import org.jspecify.annotations.NullMarked;
