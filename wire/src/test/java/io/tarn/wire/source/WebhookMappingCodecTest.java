package io.tarn.wire.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.WebhookMapping;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WebhookMappingCodecTest {
    @Test
    void readsAMapping() {
        WebhookMapping mapping = WebhookMappingCodec.read("""
                source: shop
                type: track
                event: /topic
                message_id: /id
                user_id: /customer/id
                identifiers:
                  email: /customer/email
                properties:
                  total: /total_price
                """, "webhooks/shop.yaml");

        assertThat(mapping)
                .isEqualTo(new WebhookMapping(
                        new SourceName("shop"),
                        "track",
                        "/topic",
                        Optional.empty(),
                        Optional.of("/id"),
                        Optional.empty(),
                        Optional.of("/customer/id"),
                        Optional.empty(),
                        Map.of("email", "/customer/email"),
                        Map.of("total", "/total_price")));
    }

    @Test
    void tellsAllFaultsAtOnce() {
        assertThatThrownBy(() -> WebhookMappingCodec.read("source: shop\ntype: track\ntimestamp: at\n", "w.yaml"))
                .hasMessage("w.yaml has 3 faults:\n"
                        + "  line 1, event: is missing\n"
                        + "  line 3, timestamp: 'at' is no JSON pointer: start it with a slash, such as /customer/id\n"
                        + "  line 1, user_id: is missing, and so are anonymous_id and identifiers: whom do the events"
                        + " concern?");
    }

    @Test
    void letsNoWebhookSpeakForTarnItself() {
        assertThatThrownBy(() -> WebhookMappingCodec.read("source: tarn\ntype: identify\nuser_id: /id\n", "w.yaml"))
                .hasMessageContaining("'tarn' is the source of what Tarn itself tells");
    }
}
