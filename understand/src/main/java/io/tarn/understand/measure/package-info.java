/**
 * What a campaign brings: those who got its message against those who were held out by chance, over the lake by SQL.
 *
 * <p>In come a campaign's name and goal, out go counts of two arms and, from these alone, the lift with its interval.
 */
@NullMarked
package io.tarn.understand.measure;

import org.jspecify.annotations.NullMarked;
