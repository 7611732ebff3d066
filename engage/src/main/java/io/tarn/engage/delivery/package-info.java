/** What a message becomes before it leaves: signed links, mail form, DKIM; and the port of channels. */
@NullMarked
package io.tarn.engage.delivery;

import org.jspecify.annotations.NullMarked;
