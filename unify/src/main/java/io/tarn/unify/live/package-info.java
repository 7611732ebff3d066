/**
 * Finds whom an event concerns, by exact identifiers: an event, the profiles that its identifiers lead to, and the rules
 * go in; the resolution comes out. It reads nothing by itself.
 */
@NullMarked
package io.tarn.unify.live;

import org.jspecify.annotations.NullMarked;
