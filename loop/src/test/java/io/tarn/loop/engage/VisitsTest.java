package io.tarn.loop.engage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.engage.outcome.ScannerRules;
import io.tarn.model.message.MachineSign;
import io.tarn.model.message.MessageId;
import io.tarn.model.message.Outcome;
import io.tarn.storage.Dispatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VisitsTest {
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0";
    private static final Dispatch SENT = TestingDispatches.delivered();
    private static final MessageId MESSAGE = SENT.message().id();
    private static final Instant LATER = TestingDispatches.SENT_AT.plus(Duration.ofMinutes(5));

    private final Visits visits = new Visits(ScannerRules.DEFAULT);

    @Test
    void believesThatAPersonOpens() {
        assertThat(visits.outcome(SENT, new Visits.Request("", "GET", BROWSER, LATER)))
                .isEqualTo(new Outcome.Opened(MESSAGE, LATER, Set.of()));
    }

    @Test
    void seesThatItCameTooSoonAfterDelivery() {
        Instant soon = TestingDispatches.SENT_AT.plusMillis(900);

        assertThat(visits.outcome(SENT, new Visits.Request("", "GET", BROWSER, soon)))
                .isEqualTo(new Outcome.Opened(MESSAGE, soon, Set.of(MachineSign.TOO_SOON)));
    }

    @Test
    void knowsNothingOfDeliveryWhileItIsUncertain() {
        Dispatch uncertain = SENT.in(Dispatch.State.UNCERTAIN, 1, TestingDispatches.SENT_AT, "lost");
        Instant soon = TestingDispatches.SENT_AT.plusMillis(900);

        assertThat(visits.outcome(uncertain, new Visits.Request("", "GET", BROWSER, soon)))
                .isEqualTo(new Outcome.Opened(MESSAGE, soon, Set.of()));
    }

    @Test
    void remembersTheLinksThatWereFollowedJustBefore() {
        String shop = "https://shop.example/";
        for (int i = 0; i < 2; i++) {
            Outcome followed =
                    visits.outcome(SENT, new Visits.Request(shop + i, "GET", BROWSER, LATER.plusMillis(i * 100L)));
            assertThat(((Outcome.Clicked) followed).signs()).isEmpty();
        }

        Instant third = LATER.plusMillis(300);
        assertThat(visits.outcome(SENT, new Visits.Request(shop + 2, "GET", BROWSER, third)))
                .isEqualTo(new Outcome.Clicked(MESSAGE, third, shop + 2, Set.of(MachineSign.MANY_LINKS)));
    }

    @Test
    void neverBelievesThatAPersonAsksForTheHead() {
        assertThat(visits.outcome(SENT, new Visits.Request("https://a.example/", "HEAD", BROWSER, LATER)))
                .isEqualTo(new Outcome.Clicked(MESSAGE, LATER, "https://a.example/", Set.of(MachineSign.HEAD_REQUEST)));
    }
}
