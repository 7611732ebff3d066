package io.tarn.audience.eval;

import io.tarn.audience.Expression;
import io.tarn.model.event.Value;
import io.tarn.model.policy.AudienceName;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Why a profile belongs to an audience, or does not: each condition with whether it holds, nested as the tree is. */
public sealed interface Explanation {
    /** The condition as it was written. */
    Expression condition();

    /** Whether it holds, and when that may change by itself. */
    Membership membership();

    /** Conditions joined by and, or, or not. */
    record Joined(Expression condition, Membership membership, List<Explanation> parts) implements Explanation {
        public Joined {
            parts = List.copyOf(parts);
        }
    }

    /** Another audience, and why the profile belongs to that. */
    record Referred(Expression condition, Membership membership, AudienceName audience, Explanation inner)
            implements Explanation {}

    /** One condition, and the person's own value. */
    record Single(Expression condition, Membership membership, Finding finding) implements Explanation {}

    /** What was found about a person. It is personal: it is shown as traits are, masked where those are. */
    sealed interface Finding {
        /** Nothing was looked at: the condition holds for everyone. */
        enum Nothing implements Finding {
            NOTHING
        }

        /** The value of a trait, or what events add up to; empty where it is missing. */
        record Valued(Optional<Value> value) implements Finding {}

        /** When an event was; empty without one. */
        record Happened(Optional<Instant> at) implements Finding {}

        /** When the latest sequence that holds began; empty without one. */
        record Began(Optional<Instant> at) implements Finding {}

        /** What was said of the categories of consent that matter; those of which nothing was said are left out. */
        record Said(Map<String, Boolean> consents) implements Finding {
            public Said {
                consents = Collections.unmodifiableMap(new TreeMap<>(consents));
            }
        }

        /** Whether there is an address. */
        record Addressed(boolean hasAddress) implements Finding {}
    }
}
