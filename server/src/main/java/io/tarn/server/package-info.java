/**
 * The House: wires every room by hand, from the foundation upward.
 *
 * <p>The only room that names an implementation; it holds no business rule.
 */
@NullMarked
package io.tarn.server;

import org.jspecify.annotations.NullMarked;
