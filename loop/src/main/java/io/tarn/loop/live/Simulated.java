package io.tarn.loop.live;

import io.tarn.model.decision.Decision;
import io.tarn.model.decision.ReasonCode;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.AlternativeName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.StepName;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a campaign would do if it were set off now for each whom its trigger is about, and its first message step were
 * due.
 *
 * @param profiles how many were looked at
 * @param underWay how many its trigger is about for whom a step of it waits already, so that it would not start again
 * @param reach how many are left after each condition, in the order of {@link ReachStage}
 * @param outcomes what would become of the first step, the most frequent first
 * @param alternatives how many would get each alternative now
 * @param hours how many of those who wait could get it in each hour, by the hour's start
 * @param following when the other steps would be due for those who get the first one now
 * @param samples some persons, at first one of each outcome
 */
public record Simulated(
        SimulationOrder order,
        Campaign campaign,
        long profiles,
        long underWay,
        List<Stage> reach,
        List<Outcome> outcomes,
        Map<AlternativeName, Long> alternatives,
        SortedMap<Instant, Long> hours,
        List<Following> following,
        List<Sample> samples) {
    public Simulated {
        reach = List.copyOf(reach);
        outcomes = List.copyOf(outcomes);
        alternatives = Collections.unmodifiableMap(new TreeMap<>(alternatives));
        hours = Collections.unmodifiableSortedMap(new TreeMap<>(hours));
        following = List.copyOf(following);
        samples = List.copyOf(samples);
    }

    /** What becomes of a message, in the four ways that a marketer tells apart. */
    public enum Fate {
        SENT,
        WAITING,
        NOT_SENT,
        CONTROL_GROUP
    }

    /** How many are left after a condition. */
    public record Stage(ReachStage stage, long persons) {}

    /**
     * A way in which it can end.
     *
     * @param cause what it rests on; empty when sent
     */
    public record Ending(Fate fate, Optional<ReasonCode> cause) {
        static Ending of(Decision decision) {
            return switch (decision) {
                case Decision.Send _ -> new Ending(Fate.SENT, Optional.empty());
                case Decision.Defer(var _, var _, var cause, var _) ->
                    new Ending(Fate.WAITING, Optional.of(cause.code()));
                case Decision.Withhold held ->
                    new Ending(
                            held.isControl() ? Fate.CONTROL_GROUP : Fate.NOT_SENT,
                            Optional.of(held.cause().code()));
            };
        }
    }

    /** How many end so. */
    public record Outcome(Ending ending, long persons) {}

    /** A step that comes later. */
    public record Following(StepName step, Instant dueAt) {}

    /**
     * One person.
     *
     * @param identifiers what leads to them
     * @param decision as it would be taken
     * @param message what they would read; empty where nothing leaves now
     */
    public record Sample(
            ProfileId profile, List<Identifier> identifiers, Decision decision, Optional<SampleMessage> message) {
        public Sample {
            identifiers = List.copyOf(identifiers);
        }

        public Ending ending() {
            return Ending.of(decision);
        }
    }

    /**
     * What somebody would read first. Properties of the event that sets the campaign off are not known here, and are
     * left out.
     *
     * @param missing traits that the template shows and the person does not have, such as {@code profile.first_name at
     *     line 2}
     * @param fault why the template cannot be rendered for this person; empty where it can
     */
    public record SampleMessage(String subject, List<String> missing, Optional<String> fault) {
        public SampleMessage {
            missing = List.copyOf(missing);
        }
    }
}
