/** The stored form of log entries: an entry enters, bytes leave, and the other way round. */
@NullMarked
package io.tarn.wire.log;

import org.jspecify.annotations.NullMarked;
