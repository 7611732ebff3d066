/**
 * Audiences over the lake: {@link io.tarn.loop.audience.AudienceCatalog} says what can be asked of a home, {@link
 * io.tarn.loop.audience.AudienceLake} counts and lists members, says how many of them a message would reach, and shows
 * one profile as an expression sees it. In come definitions and a lake, out go values. {@link
 * io.tarn.loop.audience.ProfileStates} writes the one table that makes answers quick, on which none rests.
 */
@NullMarked
package io.tarn.loop.audience;

import org.jspecify.annotations.NullMarked;
