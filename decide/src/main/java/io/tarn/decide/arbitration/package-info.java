/** Which alternative of a step is tried first, and which of several campaigns reaches a person. */
@NullMarked
package io.tarn.decide.arbitration;

import org.jspecify.annotations.NullMarked;
