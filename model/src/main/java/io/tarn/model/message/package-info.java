/** What is sent and by which way. Values only. */
@NullMarked
package io.tarn.model.message;

import org.jspecify.annotations.NullMarked;
