/**
 * Which value of a trait survives when the records of a profile disagree: a definition, its Java twin and its SQL twin.
 *
 * <p>Candidates and rules enter, survivors with their provenance leave. Touches no table itself: SQL is handed out as
 * statements.
 */
@NullMarked
package io.tarn.unify.survivorship;

import org.jspecify.annotations.NullMarked;
