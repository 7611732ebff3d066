/** Views over the lake's tables: defined once, said in the words of each engine through its dialect. */
@NullMarked
package io.tarn.lake.view;

import org.jspecify.annotations.NullMarked;
