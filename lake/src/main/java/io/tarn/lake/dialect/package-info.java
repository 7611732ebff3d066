/** How SQL is said to an engine: statements with bound values, functions written in Java, and what differs by engine. */
@NullMarked
package io.tarn.lake.dialect;

import org.jspecify.annotations.NullMarked;
