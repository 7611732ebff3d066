/** The way to a person's own matcher: pairs of records go out as JSON by HTTP, scores come back. */
@NullMarked
package io.tarn.connectors.matcher;

import org.jspecify.annotations.NullMarked;
