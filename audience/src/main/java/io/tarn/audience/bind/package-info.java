/**
 * Checks an expression against the traits, events and audiences that are really there, and makes of it a bound tree:
 * the only one that can be evaluated. All problems are told at once.
 */
@NullMarked
package io.tarn.audience.bind;

import org.jspecify.annotations.NullMarked;
