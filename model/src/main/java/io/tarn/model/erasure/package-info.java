/** The words of forgetting: of whom, and what was done. */
@NullMarked
package io.tarn.model.erasure;

import org.jspecify.annotations.NullMarked;
