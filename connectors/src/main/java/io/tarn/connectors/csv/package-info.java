/** Delimited text: finding out how a file is written, and splitting it into records without losing a line. */
@NullMarked
package io.tarn.connectors.csv;

import org.jspecify.annotations.NullMarked;
