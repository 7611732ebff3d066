/**
 * How values are brought into one form: the rules of a column mapping as pure functions, and as SQL from a landed table
 * into silver. The same functions serve whole tables and single live values.
 */
@NullMarked
package io.tarn.collect.normalize;

import org.jspecify.annotations.NullMarked;
