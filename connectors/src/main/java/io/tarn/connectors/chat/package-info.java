/** The way to a language model: chat completions as OpenAI's API has them, and many servers beside it. */
@NullMarked
package io.tarn.connectors.chat;

import org.jspecify.annotations.NullMarked;
