/** What an operator sets: one immutable record a room, read from {@code tarn.yaml}, with defaults for every key. */
@NullMarked
package io.tarn.server.config;

import org.jspecify.annotations.NullMarked;
