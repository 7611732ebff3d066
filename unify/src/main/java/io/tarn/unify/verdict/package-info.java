/**
 * What people found of records, held against each other: which findings hold, which contradict each other, and what
 * follows for the records that are there.
 *
 * <p>Verdicts as they were given enter; links that must be and sides that must stay apart leave.
 */
@NullMarked
package io.tarn.unify.verdict;

import org.jspecify.annotations.NullMarked;
