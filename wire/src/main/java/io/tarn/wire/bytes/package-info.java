/**
 * The binary alphabet that stored forms are spelled in: numbers, texts, instants, ids and open values. Whoever uses it
 * puts a version first. Knows no file and no store.
 */
@NullMarked
package io.tarn.wire.bytes;

import org.jspecify.annotations.NullMarked;
