/** JSON arrays, JSON lines and objects one after another: each object a row, each of its fields a column. */
@NullMarked
package io.tarn.connectors.json;

import org.jspecify.annotations.NullMarked;
