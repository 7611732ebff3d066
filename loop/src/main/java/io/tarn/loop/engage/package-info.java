/**
 * What goes out to persons and what comes back of it: messages that wait are handed to channels, each attempt stands in
 * the log before the other side could take the message, and its end after; what becomes of a message enters the log as an
 * event of its person. What is to be said to whom is decided elsewhere, and the writer alone changes what the store has of
 * a message.
 */
@NullMarked
package io.tarn.loop.engage;

import org.jspecify.annotations.NullMarked;
