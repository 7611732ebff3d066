package io.tarn.server.audience;

import io.tarn.audience.AudienceDefinition;
import io.tarn.audience.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An audience as it stands.
 *
 * @param members how many belong; empty where it cannot be bound
 * @param problems why it cannot be bound, or why only the lake can answer it
 * @param since when somebody first entered it live; empty where nobody has
 */
public record ListedAudience(
        AudienceDefinition definition,
        Standing standing,
        Optional<Long> members,
        List<Problem> problems,
        Optional<Instant> since) {
    public ListedAudience {
        problems = List.copyOf(problems);
    }

    /** What can be answered of it. */
    public enum Standing {
        /** Kept live, and counted in the lake. */
        LIVE("live"),
        /** Counted in the lake only. */
        LAKE_ONLY("lake only"),
        /** Nothing. */
        REFUSED("refused");

        private final String word;

        Standing(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
