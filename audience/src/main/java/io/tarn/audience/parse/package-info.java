/** The text form of audiences: read with errors that point at the character, and written in one canonical way. */
@NullMarked
package io.tarn.audience.parse;

import org.jspecify.annotations.NullMarked;
