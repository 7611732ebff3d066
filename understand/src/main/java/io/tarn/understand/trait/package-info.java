/**
 * Computed traits: one definition, evaluated on each event as it arrives and as SQL over the lake, to the same value.
 */
@NullMarked
package io.tarn.understand.trait;

import org.jspecify.annotations.NullMarked;
