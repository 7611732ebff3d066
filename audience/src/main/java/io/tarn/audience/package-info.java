/**
 * The audience language: {@link io.tarn.audience.Expression} says who belongs to an audience.
 *
 * <p>{@code parse} reads and writes its text form, {@code bind} checks it against the traits and events that are really
 * there, {@code eval} answers it for one profile and for the whole lake, to the same. No file, clock, chance or engine.
 */
@NullMarked
package io.tarn.audience;

import org.jspecify.annotations.NullMarked;
