/** What happens: tracking events and the open values that they carry. Values only. */
@NullMarked
package io.tarn.model.event;

import org.jspecify.annotations.NullMarked;
