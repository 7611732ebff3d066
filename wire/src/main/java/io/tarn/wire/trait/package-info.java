/** Reads and writes the YAML of computed traits. */
@NullMarked
package io.tarn.wire.trait;

import org.jspecify.annotations.NullMarked;
