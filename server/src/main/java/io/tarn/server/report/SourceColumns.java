package io.tarn.server.report;

import io.tarn.model.policy.SemanticTag;
import java.util.List;
import java.util.Optional;

/** What the columns of one source were found to mean. */
public record SourceColumns(String source, List<ColumnFinding> columns) {
    public SourceColumns {
        columns = List.copyOf(columns);
    }

    /**
     * What one column means and what is proposed for its values.
     *
     * @param confidence from 0 to 1
     * @param filled the share of rows that hold a value, from 0 to 1, where it was counted
     * @param distinct about how many different values there are, where they were counted
     * @param evidence why, in short sentences without personal data
     */
    public record ColumnFinding(
            String column,
            SemanticTag tag,
            double confidence,
            Optional<Double> filled,
            Optional<Long> distinct,
            List<String> evidence,
            List<RuleFinding> rules) {
        public ColumnFinding {
            evidence = List.copyOf(evidence);
            rules = List.copyOf(rules);
        }
    }

    /**
     * A proposed rule and what it does to the values.
     *
     * @param examined how many values it was tried on
     * @param changed how many of them it alters
     * @param invalid how many of them it does not understand
     */
    public record RuleFinding(
            String rule, String meaning, long examined, long changed, long invalid, List<Change> samples) {
        public RuleFinding {
            samples = List.copyOf(samples);
        }
    }

    /** A value before and after a rule. */
    public record Change(TaggedValue before, TaggedValue after) {}
}
