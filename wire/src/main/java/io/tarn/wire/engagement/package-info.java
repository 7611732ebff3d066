/**
 * The stored form of how people stand with audiences and campaigns, and of what messages and decisions say: values
 * enter, bytes leave, and the other way round.
 */
@NullMarked
package io.tarn.wire.engagement;

import org.jspecify.annotations.NullMarked;
