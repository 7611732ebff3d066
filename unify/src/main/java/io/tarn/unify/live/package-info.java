/**
 * Finds whom an event concerns, by exact identifiers: an event, the profiles that its identifiers lead to, and the rules
 * go in; the resolution comes out. And finds which profiles are likely one person, by a match model: a profile goes in,
 * those that share a block with it come out, and why two are one or not. It reads nothing by itself.
 */
@NullMarked
package io.tarn.unify.live;

import org.jspecify.annotations.NullMarked;
