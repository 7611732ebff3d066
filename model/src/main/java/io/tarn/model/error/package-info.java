/** What can go wrong, as a kind and a message. Values only. */
@NullMarked
package io.tarn.model.error;

import org.jspecify.annotations.NullMarked;
