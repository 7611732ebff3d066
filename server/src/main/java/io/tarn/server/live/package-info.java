/** The running server of one home: its live rooms wired by hand, handed to Quarkus, and taken down in order. */
@NullMarked
package io.tarn.server.live;

import org.jspecify.annotations.NullMarked;
