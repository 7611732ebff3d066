/** What the tests of several parts of the loop share: homes, and the runs in them. */
@NullMarked
package io.tarn.loop.testing;

import org.jspecify.annotations.NullMarked;
