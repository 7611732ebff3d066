package io.tarn.decide.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.decide.TestingCandidates;
import io.tarn.model.decision.Contact;
import io.tarn.model.decision.ContactHistory;
import io.tarn.model.decision.Finding;
import io.tarn.model.decision.Reason;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.FrequencyCap;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrequencyCapsTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final CampaignName NEWS = new CampaignName("news");
    private static final Campaign CAMPAIGN =
            TestingCandidates.withAlternatives("a 1 1").campaign();

    @Test
    void forgetsAMessageTheInstantItLeavesTheWindow() {
        FrequencyCap cap = FrequencyCap.overall(1, Duration.ofHours(1));

        assertThat(finding(cap, List.of(NOW.minusSeconds(3600)))).isEqualTo(Finding.Passed.PASSED);
        assertThat(finding(cap, List.of(NOW.minusSeconds(3599)))).isEqualTo(new Finding.Waits(NOW.plusSeconds(1)));
    }

    @Test
    void takesWhatAFullHistoryLostToStandInTheWay() {
        FrequencyCap cap = FrequencyCap.by(ChannelName.SMS, 1, Duration.ofDays(1));

        assertThat(finding(cap, Collections.nCopies(ContactHistory.CONTACTS_MAX, NOW.minusSeconds(60))))
                .isEqualTo(new Finding.Waits(NOW.plus(Duration.ofDays(1)).minusSeconds(60)));
    }

    /** Against one that tries every second. */
    @Property(tries = 300)
    void freesAtTheFirstSecondThatTheCapAllows(
            @ForAll @IntRange(min = 1, max = 4) int max,
            @ForAll @IntRange(min = 60, max = 300) int window,
            @ForAll @Size(max = 12) List<@IntRange(max = 400) Integer> ages) {
        List<Instant> sent = ages.stream().map(age -> NOW.minusSeconds(age)).toList();
        Instant at = NOW;
        while (inWindow(sent, at, window) >= max) {
            at = at.plusSeconds(1);
        }

        assertThat(finding(FrequencyCap.overall(max, Duration.ofSeconds(window)), sent))
                .isEqualTo(at.equals(NOW) ? Finding.Passed.PASSED : new Finding.Waits(at));
    }

    private static long inWindow(List<Instant> sent, Instant at, int window) {
        return sent.stream()
                .filter(one -> one.isAfter(at.minusSeconds(window)) && !one.isAfter(at))
                .count();
    }

    private static Finding finding(FrequencyCap cap, List<Instant> sent) {
        List<Contact> contacts = sent.stream()
                .map(at -> new Contact(at, ChannelName.EMAIL, NEWS))
                .toList();
        ChannelName channel = cap.channel().orElse(ChannelName.EMAIL);
        return new FrequencyCaps(List.of(cap))
                .check(CAMPAIGN, channel, NOW, new ContactHistory(contacts)).stream()
                        .map(Reason::finding)
                        .findFirst()
                        .orElseThrow();
    }
}
