/**
 * The pair agent: pairs of records that matching leaves open enter, what a language model makes of them leaves. What it
 * says is text that is checked; it joins and parts nobody.
 */
@NullMarked
package io.tarn.agents.pair;

import org.jspecify.annotations.NullMarked;
