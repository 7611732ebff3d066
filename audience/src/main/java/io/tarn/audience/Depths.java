package io.tarn.audience;

/** How deep trees nest. */
public final class Depths {
    private Depths() {}

    /** Whether a tree nests deeper than {@link Expression#DEPTH_MAX}; looks no deeper than that. */
    public static boolean exceedsMax(Expression expression) {
        return exceeds(expression, Expression.DEPTH_MAX);
    }

    private static boolean exceeds(Expression expression, int left) {
        if (left == 0) {
            return true;
        }
        return switch (expression) {
            case Expression.And(var parts) -> parts.stream().anyMatch(part -> exceeds(part, left - 1));
            case Expression.Or(var parts) -> parts.stream().anyMatch(part -> exceeds(part, left - 1));
            case Expression.Not(var part) -> exceeds(part, left - 1);
            case Expression.Everyone _,
                    Expression.Compared _,
                    Expression.OneOf _,
                    Expression.Matched _,
                    Expression.Exists _,
                    Expression.Timed _,
                    Expression.Anniversary _,
                    Expression.Did _,
                    Expression.InAudience _,
                    Expression.Consents _,
                    Expression.Reachable _ -> false;
        };
    }
}
