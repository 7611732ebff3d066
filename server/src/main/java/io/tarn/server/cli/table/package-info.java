/** Answers of SQL as text: boxed tables for people, CSV and JSON for programs. Pure but for the writer it is given. */
@NullMarked
package io.tarn.server.cli.table;

import org.jspecify.annotations.NullMarked;
