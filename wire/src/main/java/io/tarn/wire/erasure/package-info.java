/** The JSON forms of what a forgetting works by and of its receipt. */
@NullMarked
package io.tarn.wire.erasure;

import org.jspecify.annotations.NullMarked;
