/** What every road through the corridor shares. */
@NullMarked
package io.tarn.loop;

import org.jspecify.annotations.NullMarked;
