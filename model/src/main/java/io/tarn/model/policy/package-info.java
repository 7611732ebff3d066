/** What a person declares: sources and their mappings, identity rules, survivorship rules. Values only. */
@NullMarked
package io.tarn.model.policy;

import org.jspecify.annotations.NullMarked;
