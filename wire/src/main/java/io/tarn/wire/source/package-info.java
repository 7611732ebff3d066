/** The YAML form of sources: a definition and its text, with every fault of a text told at once. Opens no file itself. */
@NullMarked
package io.tarn.wire.source;

import org.jspecify.annotations.NullMarked;
