/**
 * The HTTP API: who asks, what they send, and what they are told. Rooms are handed in whole; nothing here decides about
 * a customer. Routes run on the event loop as long as nothing in them waits; what reads a store runs on virtual threads.
 */
@NullMarked
package io.tarn.server.http;

import org.jspecify.annotations.NullMarked;
