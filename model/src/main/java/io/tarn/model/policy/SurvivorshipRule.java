package io.tarn.model.policy;

import io.tarn.model.identity.SourceName;
import java.util.List;

/** One criterion by which, of several values of a trait, one survives. Rules apply in order: the next breaks ties. */
public sealed interface SurvivorshipRule {
    /** The word that names the rule in definitions and in provenance. */
    String word();

    /** A value of an earlier source in the list goes first; all sources that are not listed come last, as equals. */
    record SourcePriority(List<SourceName> sources) implements SurvivorshipRule {
        public SourcePriority {
            sources = List.copyOf(sources);
        }

        @Override
        public String word() {
            return "source_priority";
        }
    }

    /** The value observed last goes first; one without a time comes last. */
    record Recency() implements SurvivorshipRule {
        @Override
        public String word() {
            return "recency";
        }
    }

    /** The value that more records of the profile carry goes first. */
    record Frequency() implements SurvivorshipRule {
        @Override
        public String word() {
            return "frequency";
        }
    }

    /** A value of the trait's valid form goes before one that lacks it; traits without a form hold only valid values. */
    record Validity() implements SurvivorshipRule {
        @Override
        public String word() {
            return "validity";
        }
    }

    /** The value with more characters (code points) goes first: 'Robert' before 'R', a full date before its year. */
    record Completeness() implements SurvivorshipRule {
        @Override
        public String word() {
            return "completeness";
        }
    }

    /** A value from a record that gives consent goes first, one from a record that refuses it comes last. */
    record Consent() implements SurvivorshipRule {
        @Override
        public String word() {
            return "consent";
        }
    }
}
