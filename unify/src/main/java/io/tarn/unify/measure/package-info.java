/** How right a partition of records into profiles is, against a truth. Arrays of numbers enter, figures leave. */
@NullMarked
package io.tarn.unify.measure;

import org.jspecify.annotations.NullMarked;
