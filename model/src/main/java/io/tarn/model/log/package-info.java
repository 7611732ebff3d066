/** The entries of the log, by which alone anything changes. Values only. */
@NullMarked
package io.tarn.model.log;

import org.jspecify.annotations.NullMarked;
