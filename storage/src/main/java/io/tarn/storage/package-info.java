/**
 * The ports behind which the live road keeps what it knows: the log, which is the record, and the store, which can be
 * thrown away and built again from it.
 */
@NullMarked
package io.tarn.storage;

import org.jspecify.annotations.NullMarked;
