/**
 * What a run did, as plain values, and the ten lines that a terminal shows of it.
 *
 * <p>Results of the stages enter, a {@code RunReport} leaves; {@code html} draws it. Nothing here reads a clock.
 */
@NullMarked
package io.tarn.server.report;

import org.jspecify.annotations.NullMarked;
