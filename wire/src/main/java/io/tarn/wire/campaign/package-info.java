/** Reads and writes the YAML of campaigns, guardrails and templates, in the words of {@code docs/campaigns.md}. */
@NullMarked
package io.tarn.wire.campaign;

import org.jspecify.annotations.NullMarked;
