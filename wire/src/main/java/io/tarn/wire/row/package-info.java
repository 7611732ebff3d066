/** The forms in which events and profiles stand in the lake's tables: one JSON object a row, its columns by name. */
@NullMarked
package io.tarn.wire.row;

import org.jspecify.annotations.NullMarked;
