package io.tarn.model.policy;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.List;

/**
 * What a person knows of some records: that they are one person, or that no two of them are. A run of unification is
 * checked against it; it never changes what a run does.
 *
 * @param place where it stands, such as {@code tests/known.yaml line 3}
 */
public record IdentityTest(Expectation expectation, List<Subject> subjects, String place) {
    /** Two at least say something of each other; the pairs of more than these nobody reads. */
    private static final int SUBJECTS_MAX = 50;

    public IdentityTest {
        subjects = List.copyOf(subjects);
        if (subjects.size() < 2 || subjects.size() > SUBJECTS_MAX) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "An identity test names " + subjects.size() + (subjects.size() == 1 ? " record" : " records")
                            + ": name 2 to " + SUBJECTS_MAX + ".");
        }
        if (subjects.stream().distinct().count() < subjects.size()) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION, "An identity test names one record twice: name it once.");
        }
    }

    /** What is expected of the records. */
    public enum Expectation {
        SAME,
        DIFFERENT
    }

    /**
     * A record by its source and key, or all records that carry an identifier by its type and value.
     *
     * @param kind the name of a source or of a type of identifier
     */
    public record Subject(String kind, String value) {
        public Subject {
            if (kind.isBlank() || value.isBlank()) {
                throw new TarnException(
                        ErrorCode.INVALID_DEFINITION,
                        "A record of an identity test stands as source:key, an identifier as type:value, such as"
                                + " crm:1017 or email:ann@example.org. Something is missing on one side of the colon.");
            }
        }

        /** Reads {@code source:key} or {@code type:value}. */
        public static Subject of(String text) {
            int colon = text.indexOf(':');
            return colon < 0
                    ? new Subject("", text)
                    : new Subject(
                            text.substring(0, colon).strip(),
                            text.substring(colon + 1).strip());
        }

        /** What a key or an identifier says is kept to ourselves. */
        @Override
        public String toString() {
            return kind + ":…";
        }
    }
}
