/**
 * Events told from the past: files of them are read line by line, and each event enters the log once, with the time at
 * which it happened. Files enter, entries of the log leave; what is no event leaves with its place and the reason.
 */
@NullMarked
package io.tarn.loop.history;

import org.jspecify.annotations.NullMarked;
