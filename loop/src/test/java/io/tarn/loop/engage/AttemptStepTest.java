package io.tarn.loop.engage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry.AttemptStage;
import io.tarn.model.log.LogEntry.Attempted;
import io.tarn.model.message.DeliveryResult.Permanence;
import io.tarn.storage.Dispatch;
import io.tarn.storage.Dispatch.State;
import io.tarn.testing.TestingDispatch;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AttemptStepTest {
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07Z");
    private static final Dispatch QUEUED = TestingDispatch.queued(ProfileId.derive("web", "ann", 0), "ann", AT);
    private static final Dispatch SENDING = AttemptStep.after(QUEUED, entry(1, new AttemptStage.Begun(), ""));

    @Test
    void followsAnAttemptToItsEnd() {
        assertThat(SENDING).isEqualTo(QUEUED.in(State.SENDING, 1, AT.plusSeconds(1), ""));
        assertThat(AttemptStep.after(SENDING, entry(1, new AttemptStage.Delivered(), "Taken.")))
                .isEqualTo(QUEUED.in(State.DELIVERED, 1, AT.plusSeconds(1), "Taken."));
        assertThat(AttemptStep.after(SENDING, entry(1, new AttemptStage.Failed(Permanence.ADDRESS), "Refused.")))
                .isEqualTo(QUEUED.in(State.FAILED, 1, AT.plusSeconds(1), "Refused."));
        assertThat(AttemptStep.after(SENDING, entry(1, new AttemptStage.Uncertain(), "Lost.")))
                .isEqualTo(QUEUED.in(State.UNCERTAIN, 1, AT.plusSeconds(1), "Lost."));
    }

    @Test
    void putsOffUntilThen() {
        Dispatch later =
                AttemptStep.after(SENDING, entry(1, new AttemptStage.Deferred(AT.plusSeconds(60)), "It is busy."));

        assertThat(later).isEqualTo(QUEUED.in(State.QUEUED, 1, AT.plusSeconds(60), "It is busy."));
        assertThat(AttemptStep.after(later, entry(2, new AttemptStage.Begun(), "")))
                .isEqualTo(QUEUED.in(State.SENDING, 2, AT.plusSeconds(1), "It is busy."));
    }

    @Test
    void endsWithoutABeginning() {
        assertThat(AttemptStep.after(QUEUED, entry(1, new AttemptStage.Failed(Permanence.MESSAGE), "Too late.")))
                .isEqualTo(QUEUED.in(State.FAILED, 1, AT.plusSeconds(1), "Too late."));
    }

    @Test
    void believesOfAnEarlierAttemptOnlyThatItMayHaveArrived() {
        Dispatch second = QUEUED.in(State.SENDING, 2, AT, "");

        assertThat(AttemptStep.after(second, entry(1, new AttemptStage.Deferred(AT), "Busy.")))
                .isSameAs(second);
        assertThat(AttemptStep.after(second, entry(1, new AttemptStage.Failed(Permanence.MESSAGE), "No.")))
                .isSameAs(second);
        assertThat(AttemptStep.after(second, entry(1, new AttemptStage.Begun(), "")))
                .isSameAs(second);
        assertThat(AttemptStep.after(second, entry(1, new AttemptStage.Delivered(), "Taken."))
                        .state())
                .isEqualTo(State.DELIVERED);
    }

    @Property
    void changesNothingOfWhatHasEnded(@ForAll("entries") List<Attempted> entries) {
        Dispatch dispatch = QUEUED;
        for (Attempted entry : entries) {
            Dispatch after = AttemptStep.after(dispatch, entry);
            if (dispatch.state().isEnd()) {
                assertThat(after).isSameAs(dispatch);
            }
            assertThat(after.attempts()).isGreaterThanOrEqualTo(dispatch.attempts());
            dispatch = after;
        }
    }

    @Provide
    Arbitrary<List<Attempted>> entries() {
        Arbitrary<AttemptStage> stages = Arbitraries.of(
                new AttemptStage.Begun(),
                new AttemptStage.Deferred(AT),
                new AttemptStage.Delivered(),
                new AttemptStage.Failed(Permanence.MESSAGE),
                new AttemptStage.Uncertain());
        return Combinators.combine(Arbitraries.integers().between(1, 4), stages)
                .as((attempt, stage) -> entry(attempt, stage, "why"))
                .list()
                .ofMaxSize(8);
    }

    private static Attempted entry(int attempt, AttemptStage stage, String reason) {
        return new Attempted(AT.plusSeconds(1), QUEUED.message().id(), attempt, stage, reason);
    }
}
