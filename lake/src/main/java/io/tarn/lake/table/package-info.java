/** The contracts of the lake's tables: names, columns and what they mean. */
@NullMarked
package io.tarn.lake.table;

import org.jspecify.annotations.NullMarked;
