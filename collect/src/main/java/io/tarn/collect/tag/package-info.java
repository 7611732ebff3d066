/**
 * What the columns of a source mean: a sample of a table enters, a tag for each column leaves, with confidence and
 * evidence in words. Knows values and headers of many languages, and touches no table itself.
 */
@NullMarked
package io.tarn.collect.tag;

import org.jspecify.annotations.NullMarked;
