/**
 * A run's report as one self-contained HTML page: charts are inline SVG, styles and script stand in the page.
 *
 * <p>A {@code RunReport} enters, text leaves: the same report always gives the same page. Every value is escaped, and
 * the page forbids itself the network.
 */
@NullMarked
package io.tarn.server.report.html;

import org.jspecify.annotations.NullMarked;
