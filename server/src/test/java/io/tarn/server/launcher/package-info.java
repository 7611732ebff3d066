/** The launcher at work, from the outside. */
@NullMarked
package io.tarn.server.launcher;

import org.jspecify.annotations.NullMarked;
