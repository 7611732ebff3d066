package io.tarn.audience;

/** How two values are compared; false where one is missing. */
public enum Relation {
    EQUAL("=", "equal"),
    NOT_EQUAL("!=", "not_equal"),
    BELOW("<", "below"),
    AT_MOST("<=", "at_most"),
    ABOVE(">", "above"),
    AT_LEAST(">=", "at_least");

    private final String symbol;
    private final String word;

    Relation(String symbol, String word) {
        this.symbol = symbol;
        this.word = word;
    }

    /** As the text form writes it. */
    public String symbol() {
        return symbol;
    }

    /** As the tree forms write it. */
    public String word() {
        return word;
    }

    /** Whether it asks for an order, not just for sameness. */
    public boolean isOrdered() {
        return this != EQUAL && this != NOT_EQUAL;
    }

    /** Whether it holds between two values of which the left one compares so to the right one. */
    public boolean holds(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case BELOW -> order < 0;
            case AT_MOST -> order <= 0;
            case ABOVE -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }
}
