package io.tarn.loop.engage;

import io.tarn.model.identity.ProfileId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message from what caused it to what came of it, as the lake has it.
 *
 * @param messageId as in {@code gold.messages}
 * @param profile whom it was decided for, by the id of then
 * @param states how far it came, in order
 * @param decisions the decision that it stems from, each time that it was taken
 * @param cause the event that set the campaign off; empty where time or a publication did
 * @param audiences those that the campaign asks for, as the person entered them
 * @param traits of the profile as it was decided for
 * @param records of table sources that make up the profile
 * @param outcomes what the person did with it, conversions included, in order
 */
public record MessageStory(
        String messageId,
        String decisionId,
        String campaign,
        String step,
        String channel,
        ProfileId profile,
        List<State> states,
        List<Taken> decisions,
        Optional<Cause> cause,
        List<Entry> audiences,
        List<Known> traits,
        List<SourceRecord> records,
        List<Followed> outcomes) {
    public MessageStory {
        states = List.copyOf(states);
        decisions = List.copyOf(decisions);
        audiences = List.copyOf(audiences);
        traits = List.copyOf(traits);
        records = List.copyOf(records);
        outcomes = List.copyOf(outcomes);
    }

    /** How far it was, since when, after so many attempts. */
    public record State(Instant since, String state, long attempts, String reason) {}

    /** The decision at one time; its reasons as sentences with what each came to. */
    public record Taken(Instant at, String verdict, String sentence, List<String> reasons) {
        public Taken {
            reasons = List.copyOf(reasons);
        }
    }

    /** The event that set the campaign off, with its properties as texts. */
    public record Cause(Instant at, String source, String event, String messageId, List<Property> properties) {
        public Cause {
            properties = List.copyOf(properties);
        }
    }

    /** A property of an event. */
    public record Property(String path, String value) {}

    /** That the person entered an audience, by what. */
    public record Entry(String audience, Instant since, String cause) {}

    /** A trait, where it is from. */
    public record Known(String trait, String value, String source, Instant at) {}

    /** A record of a table source. */
    public record SourceRecord(String source, String recordId) {}

    /** Something that followed. */
    public record Followed(Instant at, String what, String detail) {}
}
