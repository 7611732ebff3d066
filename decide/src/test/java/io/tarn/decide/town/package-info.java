/**
 * A town of random persons whom several campaigns write to for months, and a checker that knows nothing of the rules'
 * code.
 */
@NullMarked
package io.tarn.decide.town;

import org.jspecify.annotations.NullMarked;
