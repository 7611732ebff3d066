/** The ways by which messages leave, and the keys of the links that they carry, as a home's configuration has them. */
@NullMarked
package io.tarn.server.channel;

import org.jspecify.annotations.NullMarked;
