/** The YAML form of survivorship rules. Text enters and leaves; files are the caller's. */
@NullMarked
package io.tarn.wire.survivorship;

import org.jspecify.annotations.NullMarked;
