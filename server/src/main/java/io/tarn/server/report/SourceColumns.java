package io.tarn.server.report;

import io.tarn.model.policy.SemanticTag;
import java.util.List;

/** What the columns of one source were found to mean. */
public record SourceColumns(String source, List<ColumnFinding> columns) {
    public SourceColumns {
        columns = List.copyOf(columns);
    }

    /**
     * What one column means and what is proposed for its values.
     *
     * @param confidence from 0 to 1
     * @param filled the share of rows that hold a value, from 0 to 1
     * @param evidence why, in short sentences without personal data
     */
    public record ColumnFinding(
            String column,
            SemanticTag tag,
            double confidence,
            double filled,
            long distinct,
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
     * @param changed how many values it alters
     */
    public record RuleFinding(String rule, String meaning, long changed, List<Change> samples) {
        public RuleFinding {
            samples = List.copyOf(samples);
        }
    }

    /** A value before and after a rule. */
    public record Change(TaggedValue before, TaggedValue after) {}
}
