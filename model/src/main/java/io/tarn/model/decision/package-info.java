/** What a decision looks at, and what it is: to send, to defer or to withhold, with every reason. Values only. */
@NullMarked
package io.tarn.model.decision;

import org.jspecify.annotations.NullMarked;
