/**
 * The command line: reads arguments, calls a room, prints the answer.
 *
 * <p>Standard output carries the answer alone; progress and errors go to standard error.
 */
@NullMarked
package io.tarn.server.cli;

import org.jspecify.annotations.NullMarked;
