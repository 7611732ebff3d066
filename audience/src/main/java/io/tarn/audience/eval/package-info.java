/**
 * Two evaluators of one bound tree, side by side so that neither can be changed alone: {@link
 * io.tarn.audience.eval.ProfileEvaluator} answers it for one live profile, {@link io.tarn.audience.eval.SqlTranslator}
 * for all profiles of the lake, to the same. Both are exhaustive over the nodes.
 */
@NullMarked
package io.tarn.audience.eval;

import org.jspecify.annotations.NullMarked;
