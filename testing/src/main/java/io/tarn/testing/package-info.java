/**
 * What every implementation of a port must pass, fakes of the ports, and what tests of several rooms share. In the
 * scope of tests only.
 */
@NullMarked
package io.tarn.testing;

import org.jspecify.annotations.NullMarked;
