package io.tarn.audience.bind;

import io.tarn.model.policy.ComputedTrait.Function;
import io.tarn.model.policy.TraitType;

/** What a value is taken for. */
enum ValueType {
    TEXT("text", "a text in quotes"),
    NUMBER("a number", "a number without quotes"),
    FLAG("true or false", "true or false"),
    DAY("a day", "a day, such as 2026-01-31"),
    MOMENT("an instant", "a day or an instant, such as 2026-01-31T10:00:00Z"),
    /** A floating-point number: what two engines print of it differs. */
    MEASURED("a floating-point number", "nothing: declare it as a decimal to compare it exactly"),
    /** Several texts. */
    LIST("a list", "nothing: ask for the events that it was made of");

    private final String shown;
    private final String comparedWith;

    ValueType(String shown, String comparedWith) {
        this.shown = shown;
        this.comparedWith = comparedWith;
    }

    /** As messages say it. */
    String shown() {
        return shown;
    }

    /** What it can be compared with, as messages say it. */
    String comparedWith() {
        return comparedWith;
    }

    boolean isTime() {
        return this == DAY || this == MOMENT;
    }

    static ValueType of(TraitType type) {
        return switch (type) {
            case STRING -> TEXT;
            case LONG, DECIMAL -> NUMBER;
            case DOUBLE -> MEASURED;
            case BOOLEAN -> FLAG;
            case DATE -> DAY;
            case TIMESTAMP -> MOMENT;
        };
    }

    static ValueType of(Function function) {
        return switch (function) {
            case COUNT, SUM, AVERAGE, MIN, MAX, DISTINCT -> NUMBER;
            case FIRST, LAST, MOST_FREQUENT -> TEXT;
            case LIST -> LIST;
        };
    }
}
