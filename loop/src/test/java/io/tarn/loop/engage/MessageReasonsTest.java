package io.tarn.loop.engage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.policy.Campaign;
import io.tarn.model.profile.ConsentValue;
import io.tarn.storage.Dispatch;
import io.tarn.wire.campaign.CampaignCodec;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MessageReasonsTest {
    private static final Dispatch SENT = TestingDispatches.delivered();
    private static final Instant AGREED_AT = Instant.parse("2026-05-03T10:00:00Z");

    private final Map<String, ConsentValue> consents = new HashMap<>();

    private List<String> reasons(String trigger) {
        Campaign cart = CampaignCodec.read("""
                name: cart
                goal: {event: Order Completed, margin: 12}
                trigger: {%s}
                steps:
                - {name: reminder, valid: 2 days, purpose: news, channel: email, template: hello}
                """.formatted(trigger), "campaigns/cart.yaml");
        return new MessageReasons(List.of(cart), _ -> consents).of(SENT);
    }

    @Test
    void saysWhatWasNoticedAndWhatWasAgreedTo() {
        consents.put("news", new ConsentValue(true, "shop", AGREED_AT));

        assertThat(reasons("event: Cart Updated"))
                .containsExactly(
                        "On 2026-11-21 09:00 UTC we noticed: Cart Updated.",
                        "You agreed to 'news' on 2026-05-03 10:00 UTC, through 'shop'.");
    }

    @Test
    void saysWhatHoldsForWhoeverEnteredAnAudience() {
        assertThat(reasons("enters: big_spenders"))
                .containsExactly("Since 2026-11-21 09:00 UTC you are among those for whom this holds: big spenders.");
    }

    @Test
    void passesOverAnAgreementThatTheChannelTookBack() {
        consents.put("news", new ConsentValue(true, "shop", AGREED_AT));
        consents.put("news.email", new ConsentValue(false, "shop", AGREED_AT.plusSeconds(1)));

        assertThat(reasons("event: Cart Updated")).hasSize(1);
    }

    @Test
    void saysNothingOfACampaignThatIsGone() {
        assertThat(new MessageReasons(List.of(), _ -> consents).of(SENT)).isEmpty();
    }
}
