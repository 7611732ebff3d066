/** What goes out to persons and what comes back of it. */
@NullMarked
package io.tarn.loop.engage;

import org.jspecify.annotations.NullMarked;
