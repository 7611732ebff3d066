/** Control groups: who gets no message, so that lift can be measured. */
@NullMarked
package io.tarn.decide.holdout;

import org.jspecify.annotations.NullMarked;
