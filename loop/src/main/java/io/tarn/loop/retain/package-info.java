/** How long rows stay: which tables may lose old rows and by which time, and the work of taking them out. */
@NullMarked
package io.tarn.loop.retain;

import org.jspecify.annotations.NullMarked;
