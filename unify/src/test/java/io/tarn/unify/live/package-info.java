/** Tests of how a live profile is found. */
@NullMarked
package io.tarn.unify.live;

import org.jspecify.annotations.NullMarked;
