/**
 * Whom to keep forgotten: keyed hashes of identifiers and of records, by which a later run, event or replay is known to
 * be about somebody who was forgotten. Nothing here can be turned back into a value.
 */
@NullMarked
package io.tarn.loop.tombstone;

import org.jspecify.annotations.NullMarked;
