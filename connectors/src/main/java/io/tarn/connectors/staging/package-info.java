/** What every reader of text shares: a window on the bytes, UTF-8, and the staged table that the engine reads. */
@NullMarked
package io.tarn.connectors.staging;

import org.jspecify.annotations.NullMarked;
