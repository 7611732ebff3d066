/**
 * Profile ids that last: which id a cluster adopts, what happened to ids, where merged ones live on, and the
 * identifiers that lead to a profile.
 *
 * <p>The clusters of this run and the profiles of the last one enter, statements and adopted ids leave.
 */
@NullMarked
package io.tarn.unify.identity;

import org.jspecify.annotations.NullMarked;
