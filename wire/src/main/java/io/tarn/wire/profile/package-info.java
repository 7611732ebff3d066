/** The stored form of profiles: a profile enters, bytes leave, and the other way round. */
@NullMarked
package io.tarn.wire.profile;

import org.jspecify.annotations.NullMarked;
