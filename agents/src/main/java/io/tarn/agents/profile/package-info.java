/**
 * The profile agent: a sample of a table enters, a proposal of what its columns mean and how they are normalized leaves.
 * It proposes and changes nothing.
 */
@NullMarked
package io.tarn.agents.profile;

import org.jspecify.annotations.NullMarked;
