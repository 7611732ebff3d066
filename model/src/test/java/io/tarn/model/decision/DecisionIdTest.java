package io.tarn.model.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.StepName;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DecisionIdTest {
    /** Published ids: if one changes, a message whose decision is pending may be sent twice. */
    @Test
    void derivesTheSameIdsForever() {
        assertThat(id("cart", "first", "m1").value()).isEqualTo("d50ebzj7ryn4f0jscn27c");
        assertThat(id("cart", "second", "m1").value()).isEqualTo("d3vd9gxyzec00am5ra9zt");
    }

    @Test
    void keepsItsPartsApart() {
        assertThat(id("cart", "first", "m1")).isNotEqualTo(id("cartf", "irst", "m1"));
        assertThat(id("cart", "first", "m1")).isNotEqualTo(id("cart", "first", "m2"));
    }

    @Test
    void refusesWhatIsNoId() {
        assertThatThrownBy(() -> new DecisionId("d1"))
                .hasMessage("'d1' is no decision id: expected the letter d and twenty digits or lower-case letters"
                        + " (without i, l, o and u), as in gold.decisions.");
    }

    private static DecisionId id(String campaign, String step, String messageId) {
        return DecisionId.derive(
                new CampaignName(campaign),
                new StepName(step),
                new Occasion(
                        new EventKey(new SourceName("web"), messageId),
                        Instant.parse("2026-03-10T12:00:00Z"),
                        RawEvent.Origin.LIVE,
                        ProfileId.derive("crm", "1", 0)));
    }
}
