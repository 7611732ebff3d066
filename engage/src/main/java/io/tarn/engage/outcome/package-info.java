/**
 * What comes back of a message: bounces, complaints and provider reports become outcomes; machines are told from
 * people.
 */
@NullMarked
package io.tarn.engage.outcome;

import org.jspecify.annotations.NullMarked;
