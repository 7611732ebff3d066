package io.tarn.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Purpose;
import io.tarn.model.profile.ConsentValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ChoicesTest {
    private static final Purpose NEWS = new Purpose("news");
    private static final Purpose OFFERS = new Purpose("offers");

    @Test
    void offersThePurposeOfTheMessageFirstAndNothingThatNeedsNoConsent() {
        assertThat(choices(Map.of()).purposes()).containsExactly(NEWS, OFFERS);
        assertThat(Choices.of(ChannelName.EMAIL, Purpose.TRANSACTIONAL, List.of(OFFERS), Map.of())
                        .purposes())
                .containsExactly(OFFERS);
    }

    @Test
    void takesTheWordOnPurposeAndChannelBeforeThatOnThePurpose() {
        assertThat(choices(Map.of()).isOn(NEWS)).isFalse();
        assertThat(choices(Map.of("news", true)).isOn(NEWS)).isTrue();
        assertThat(choices(Map.of("news", true, "news.email", false)).isOn(NEWS))
                .isFalse();
        assertThat(choices(Map.of("news", true, "email", false)).isOn(NEWS)).isFalse();
        assertThat(choices(Map.of("news.sms", true)).isOn(NEWS)).isFalse();
    }

    @Test
    void changesOnlyWhatIsOtherThanBefore() {
        Choices choices = choices(Map.of("news", true));

        assertThat(choices.changes(Set.of("news"))).isEmpty();
        assertThat(choices.changes(Set.of("offers"))).isEqualTo(Map.of("news.email", false, "offers.email", true));
        assertThat(choices.with(choices.changes(Set.of("offers"))).changes(Set.of("offers")))
                .isEmpty();
    }

    @Test
    void bringsTheChannelBackWithTheFirstPurposeThatIsWanted() {
        Choices refused = choices(Map.of("news.email", true, "email", false));

        assertThat(refused.refusal()).isEmpty();
        assertThat(refused.changes(Set.of("news"))).isEqualTo(Map.of("email", true));
        assertThat(refused.changes(Set.of())).isEqualTo(Map.of("news.email", false));
        assertThat(choices(Map.of()).refusal()).isEqualTo(Map.of("email", false));
    }

    private static Choices choices(Map<String, Boolean> said) {
        Map<String, ConsentValue> consents = new HashMap<>();
        said.forEach((category, given) -> consents.put(category, new ConsentValue(given, "web", Instant.EPOCH)));
        return Choices.of(ChannelName.EMAIL, NEWS, List.of(OFFERS, NEWS), consents);
    }
}
