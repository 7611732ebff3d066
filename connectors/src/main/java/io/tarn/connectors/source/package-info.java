/** From what a person declares to the source that it speaks of. */
@NullMarked
package io.tarn.connectors.source;

import org.jspecify.annotations.NullMarked;
