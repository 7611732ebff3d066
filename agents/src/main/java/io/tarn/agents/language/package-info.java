/** The port to language models: a question enters, text leaves. Everything works without one: see the rule book. */
@NullMarked
package io.tarn.agents.language;

import org.jspecify.annotations.NullMarked;
