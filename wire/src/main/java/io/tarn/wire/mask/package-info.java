/**
 * How values are shown without being told: a tag and a value enter, a masked text leaves.
 *
 * <p>May not touch stores, files or HTTP.
 */
@NullMarked
package io.tarn.wire.mask;

import org.jspecify.annotations.NullMarked;
