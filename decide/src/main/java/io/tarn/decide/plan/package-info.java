/**
 * What sets campaigns off, and what follows a decision: which message steps wait for a person. Values in, values out.
 */
@NullMarked
package io.tarn.decide.plan;

import org.jspecify.annotations.NullMarked;
