/** What is known of persons: profiles with their traits, identifiers, consents and running aggregates. Values only. */
@NullMarked
package io.tarn.model.profile;

import org.jspecify.annotations.NullMarked;
