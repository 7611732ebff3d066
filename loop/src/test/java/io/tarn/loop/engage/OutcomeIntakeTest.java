package io.tarn.loop.engage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.collect.admit.Admission;
import io.tarn.collect.admit.Admitted;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.Event;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.SourceName;
import io.tarn.model.message.MachineSign;
import io.tarn.model.message.MessageId;
import io.tarn.model.message.Outcome;
import io.tarn.model.policy.TrackingPlan;
import io.tarn.model.profile.ConsentValue;
import io.tarn.storage.Dispatch;
import io.tarn.wire.event.EventCodec;
import io.tarn.wire.event.ValueCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class OutcomeIntakeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456789Z");
    private static final Instant AT = Instant.parse("2026-11-21T09:59:58.5Z");
    private static final Dispatch SENT = TestingDispatches.delivered();
    private static final MessageId MESSAGE = SENT.message().id();

    private final List<RawEvent> log = new ArrayList<>();
    private final Map<String, ConsentValue> consents = new HashMap<>();
    private Optional<RuntimeException> full = Optional.empty();

    private final OutcomeIntake intake = new OutcomeIntake(
            id -> Optional.of(SENT).filter(one -> one.message().id().equals(id)),
            _ -> consents,
            this::append,
            () -> NOW);

    @Test
    void tellsAnOpenAsAnEventOfThePersonWhomItWasSentTo() {
        OutcomeTaken taken =
                intake.take(new Outcome.Opened(MESSAGE, AT, Set.of())).join();

        assertThat(taken).isEqualTo(new OutcomeTaken.Taken(SENT));
        Event.Track event = onlyAdmitted();
        assertThat(event.event()).isEqualTo("Email Opened");
        assertThat(event.head().key().source()).isEqualTo(SourceName.TARN);
        assertThat(event.head().key().messageId()).isEqualTo(MESSAGE + ".opened.2026-11-21T09:59:58Z");
        assertThat(event.head().timestamp()).isEqualTo(AT);
        assertThat(event.head().receivedAt()).isEqualTo(Instant.parse("2026-11-21T10:00:00.123456Z"));
        assertThat(event.head().identifiers()).containsExactlyInAnyOrderElementsOf(TestingDispatches.LEADS);
        assertThat(ValueCodec.format(event.details()))
                .isEqualTo("{\"message_id\":\"" + MESSAGE + "\",\"campaign\":\"cart\",\"step\":\"reminder\","
                        + "\"channel\":\"email\",\"decision_id\":\""
                        + SENT.decision().id() + "\"}");
    }

    @Test
    void tellsWhatBelongsToEachOutcome() {
        assertThat(told(new Outcome.Arrived(MESSAGE, AT))).isEqualTo("Email Delivered {}");
        assertThat(told(new Outcome.Clicked(MESSAGE, AT, "https://shop.example/a?b=c", Set.of())))
                .isEqualTo("Email Link Clicked {\"link\":\"https://shop.example/a?b=c\"}");
        assertThat(told(new Outcome.Bounced(MESSAGE, AT, Outcome.Bounce.HARD, "5.1.1")))
                .isEqualTo("Email Bounced {\"kind\":\"hard\",\"code\":\"5.1.1\"}");
        assertThat(told(new Outcome.Complained(MESSAGE, AT))).isEqualTo("Email Marked as Spam {}");
        assertThat(told(new Outcome.Unsubscribed(MESSAGE, AT))).isEqualTo("Unsubscribed {}");
    }

    @Test
    void tellsWhatAMachineDidByItsOwnName() {
        assertThat(told(new Outcome.Opened(MESSAGE, AT, Set.of(MachineSign.TOO_SOON, MachineSign.NO_AGENT))))
                .isEqualTo("Email Scanned {\"machine_signs\":[\"too_soon\",\"no_agent\"]}");
        assertThat(told(new Outcome.Clicked(MESSAGE, AT, "https://shop.example/", Set.of(MachineSign.HEAD_REQUEST))))
                .isEqualTo("Email Scanned {\"link\":\"https://shop.example/\",\"machine_signs\":[\"head_request\"]}");
    }

    @Test
    void refusesThePurposeByTheChannelOnUnsubscribe() {
        intake.take(new Outcome.Unsubscribed(MESSAGE, AT)).join();

        assertThat(onlyAdmitted().head().consents()).isEqualTo(Map.of("news.email", false));
    }

    @Test
    void takesWhatWasChosenForSeveralCategories() {
        intake.take(new Preferences(MESSAGE, AT, Map.of("news.email", true, "offers.email", false)))
                .join();

        assertThat(onlyAdmitted().event()).isEqualTo("Unsubscribed");
        assertThat(onlyAdmitted().head().consents()).isEqualTo(Map.of("news.email", true, "offers.email", false));
    }

    @Test
    void callsItResubscribedWhenConsentIsOnlyGiven() {
        intake.take(new Preferences(MESSAGE, AT, Map.of("news.email", true))).join();
        intake.take(new Preferences(MESSAGE, AT, Map.of())).join();

        assertThat(onlyAdmitted().event()).isEqualTo("Resubscribed");
    }

    @Test
    void countsWhatIsToldTwiceOnce() {
        Instant later = AT.plusSeconds(3_600);
        for (Instant at : List.of(AT, AT.plusMillis(200), later)) {
            intake.take(new Outcome.Unsubscribed(MESSAGE, at)).join();
            intake.take(new Outcome.Bounced(MESSAGE, at, Outcome.Bounce.SOFT, ""))
                    .join();
            intake.take(new Outcome.Arrived(MESSAGE, at)).join();
            intake.take(new Outcome.Complained(MESSAGE, at)).join();
            intake.take(new Outcome.Opened(MESSAGE, at, Set.of())).join();
            intake.take(new Outcome.Clicked(MESSAGE, at, "https://a.example/", Set.of()))
                    .join();
            intake.take(new Outcome.Clicked(MESSAGE, at, "https://b.example/", Set.of()))
                    .join();
        }

        assertThat(log).extracting(event -> event.key().messageId()).doesNotHaveDuplicates();
        assertThat(log).hasSize(4 + 3 * 2);
    }

    @Test
    void hearsAWishToUnsubscribeAfterTheAgreementCameBack() {
        intake.take(new Outcome.Unsubscribed(MESSAGE, AT)).join();
        consents.put("news.email", new ConsentValue(true, "tarn", AT.plusSeconds(60)));
        intake.take(new Outcome.Unsubscribed(MESSAGE, AT.plusSeconds(90))).join();
        intake.take(new Outcome.Unsubscribed(MESSAGE, AT.plusSeconds(91))).join();

        assertThat(log)
                .extracting(event -> event.key().messageId())
                .containsExactly(MESSAGE + ".unsubscribed", MESSAGE + ".unsubscribed.2026-11-21T10:00:58.500Z");
    }

    @Test
    void saysThatAMessageIsUnknown() {
        MessageId other = MessageId.derive("other");

        assertThat(intake.take(new Outcome.Complained(other, AT)).join())
                .isEqualTo(new OutcomeTaken.UnknownMessage(other));
        assertThat(log).isEmpty();
    }

    @Test
    void takesItAgainAfterTheLogWasFull() {
        full = Optional.of(new TarnException(ErrorCode.STORAGE_FULL, "The disk is full."));
        CompletableFuture<OutcomeTaken> failed = intake.take(new Outcome.Complained(MESSAGE, AT));
        full = Optional.empty();

        assertThat(failed).isCompletedExceptionally();
        assertThat(intake.take(new Outcome.Complained(MESSAGE, AT)).join()).isEqualTo(new OutcomeTaken.Taken(SENT));
        assertThat(log).hasSize(1);
    }

    private String told(Outcome outcome) {
        log.clear();
        intake.take(outcome).join();
        String decision = SENT.decision().id() + "\"";
        String properties = ValueCodec.format(onlyAdmitted().details());
        String more = properties.substring(properties.indexOf(decision) + decision.length());
        return onlyAdmitted().event() + " {" + (more.startsWith(",") ? more.substring(1) : more);
    }

    /** Under a plan that puts aside all that it does not name. */
    private Event.Track onlyAdmitted() {
        assertThat(log).hasSize(1);
        TrackingPlan plan = new TrackingPlan(TrackingPlan.Mode.QUARANTINE, false, Map.of());
        Admitted admitted = new Admission(plan, "").admit(EventCodec.decode(log.getFirst()));
        assertThat(admitted.violations()).isEmpty();
        return (Event.Track) ((Admitted.Accepted) admitted).event();
    }

    private CompletableFuture<Long> append(List<RawEvent> events) {
        if (full.isPresent()) {
            return CompletableFuture.failedFuture(full.get());
        }
        log.addAll(events);
        return CompletableFuture.completedFuture(0L);
    }
}
