/** Pages for persons: small, without scripts, and with nothing of a person but a masked address. */
@NullMarked
package io.tarn.server.page;

import org.jspecify.annotations.NullMarked;
