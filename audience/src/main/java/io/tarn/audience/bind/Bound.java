package io.tarn.audience.bind;

import io.tarn.audience.Expression;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.policy.AudienceName;
import java.util.List;
import java.util.Optional;

/**
 * A node of a bound tree: names are found, types settled, references to audiences replaced by what they say. Each keeps
 * the expression that it was made of.
 */
public sealed interface Bound {
    Expression origin();

    record Everyone(Expression origin) implements Bound {}

    record All(Expression origin, List<Bound> parts) implements Bound {
        public All {
            parts = List.copyOf(parts);
        }
    }

    record Any(Expression origin, List<Bound> parts) implements Bound {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    record Not(Expression origin, Bound part) implements Bound {}

    /** One value, tested. */
    record Tested(Expression origin, Source source, Criterion criterion) implements Bound {}

    /**
     * Events one after the other: {@link Expression.Did}.
     *
     * @param windowMicros how far back they may begin; {@link #NO_WINDOW} for all time
     */
    record Sequence(
            Expression origin,
            Keyed<EventFeature.Times> first,
            List<Following> steps,
            Optional<Following> absence,
            long windowMicros)
            implements Bound {
        public static final long NO_WINDOW = -1;

        public Sequence {
            steps = List.copyOf(steps);
        }
    }

    /** What follows, or does not, within a span. */
    record Following(Keyed<EventFeature.Times> events, long spanMicros) {}

    /** What another audience says. */
    record Member(Expression origin, AudienceName audience, Bound inner) implements Bound {}

    record Consents(Expression origin, Optional<ChannelKind> channel, String purpose) implements Bound {
        /** The category of consent to a purpose by a channel. */
        public static String category(String purpose, ChannelKind channel) {
            return purpose + "." + channel.word();
        }
    }

    record Reachable(Expression origin, ChannelKind channel) implements Bound {}
}
