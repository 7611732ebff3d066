/** Whether a message may reach a person at all: set off now, due and valid, wanted, with an address. */
@NullMarked
package io.tarn.decide.eligibility;

import org.jspecify.annotations.NullMarked;
