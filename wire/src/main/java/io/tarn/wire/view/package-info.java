/** Live profiles and their changes as readers of the API see them: plainly, or with personal values masked. */
@NullMarked
package io.tarn.wire.view;

import org.jspecify.annotations.NullMarked;
