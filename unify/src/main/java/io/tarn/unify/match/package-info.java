/**
 * Finds which records are one person: prepares values, blocks, compares, trains and scores.
 *
 * <p>Records enter as {@link io.tarn.unify.match.RecordTable}; links, a {@link io.tarn.model.identity.MatchModel} and a
 * report leave. Works on primitive arrays in memory, by several threads, and gives the same bits whatever their number.
 * Touches no file, clock or store.
 */
@NullMarked
package io.tarn.unify.match;

import org.jspecify.annotations.NullMarked;
