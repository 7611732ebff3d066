package io.tarn.server.report;

import java.util.List;

/**
 * Two records and why they are, or are not, one person.
 *
 * @param prior the weight, in bits, before anything is compared
 * @param weight the sum of the prior and of all steps
 * @param decision what became of the pair
 * @param reason the same in words, without personal data
 */
public record SamplePair(
        Pick pick,
        RecordName left,
        RecordName right,
        double prior,
        double weight,
        double probability,
        Decision decision,
        String reason,
        List<Step> steps) {
    public SamplePair {
        steps = List.copyOf(steps);
    }

    /** Where a record stands. */
    public record RecordName(String source, TaggedValue recordId) {}

    /** Why a pair is shown. */
    public enum Pick {
        STRONGEST("The strongest match"),
        JUST_ABOVE("Just above the line"),
        JUST_BELOW("Just below the line"),
        SURPRISING("The most surprising match"),
        SPLIT("A link that was cut");

        private final String title;

        Pick(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** What became of a pair. */
    public enum Decision {
        JOINED("One person"),
        REVIEW("For review"),
        KEPT_APART("Two persons");

        private final String label;

        Decision(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * What one comparison adds.
     *
     * @param weight in bits, including what rarity adds
     * @param rarity the part of the weight that is due to how rare the shared value is; 0 when none
     * @param values what was compared, one entry a field, such as first and last name
     */
    public record Step(String comparison, String level, double weight, double rarity, List<FieldPair> values) {
        public Step {
            values = List.copyOf(values);
        }
    }

    /** The two values of one field. */
    public record FieldPair(String field, TaggedValue left, TaggedValue right) {}
}
