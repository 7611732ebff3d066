/**
 * Admission of events: an event and the tracking plan go in, an accepted event or the reasons against it come out.
 */
@NullMarked
package io.tarn.collect.admit;

import org.jspecify.annotations.NullMarked;
