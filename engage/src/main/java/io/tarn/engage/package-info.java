/**
 * From a decision to a message, and from what comes back to an outcome.
 *
 * <p>In come a decision's facts, a template and a profile's values; out goes a {@code Message}. Pure: no file, socket,
 * clock or chance; {@code Channel} is what the outside implements.
 */
@NullMarked
package io.tarn.engage;

import org.jspecify.annotations.NullMarked;
