/**
 * What a source of data is to us: things that arrive and are landed untouched.
 *
 * <p>Holds the port only; {@code connectors} implements it, {@code loop} lands what arrives.
 */
@NullMarked
package io.tarn.collect.source;

import org.jspecify.annotations.NullMarked;
