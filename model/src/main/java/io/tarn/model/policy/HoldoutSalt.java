package io.tarn.model.policy;

/**
 * The text that makes one holdout independent of another. A new salt draws a new control group.
 *
 * @param value 1 to 100 characters
 */
public record HoldoutSalt(String value) {
    private static final int LENGTH_MAX = 100;

    public HoldoutSalt {
        Faults faults = new Faults("A holdout's salt");
        faults.check(
                !value.isEmpty() && value.length() <= LENGTH_MAX,
                "it has " + value.length() + " characters; use 1 to " + LENGTH_MAX);
        faults.refuse();
    }
}
