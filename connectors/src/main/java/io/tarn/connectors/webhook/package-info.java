/** Messages posted to a customer's own systems, as Standard Webhooks describes it. */
@NullMarked
package io.tarn.connectors.webhook;

import org.jspecify.annotations.NullMarked;
