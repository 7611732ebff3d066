/** What keeps a message back or makes it wait: do-not-contact list, exclusions, frequency caps, quiet hours. */
@NullMarked
package io.tarn.decide.suppression;

import org.jspecify.annotations.NullMarked;
