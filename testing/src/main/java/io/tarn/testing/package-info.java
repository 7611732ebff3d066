/** What every implementation of a port must pass, and fakes of the ports. In the scope of tests only. */
@NullMarked
package io.tarn.testing;

import org.jspecify.annotations.NullMarked;
