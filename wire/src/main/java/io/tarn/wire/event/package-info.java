/**
 * Events as they travel: requests of tracking clients, CloudEvents and webhooks become raw events; a raw event becomes an
 * event of the model; open values have one JSON form. Functions of bytes and text alone: no clock, no chance.
 */
@NullMarked
package io.tarn.wire.event;

import org.jspecify.annotations.NullMarked;
