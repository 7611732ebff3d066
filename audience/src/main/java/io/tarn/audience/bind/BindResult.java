package io.tarn.audience.bind;

import io.tarn.audience.AudienceErrors;
import io.tarn.audience.Problem;
import java.util.List;

/** What became of an expression when it was bound. */
public sealed interface BindResult {
    /** It can be answered for live profiles, and in the lake. */
    record Live(BoundExpression expression) implements BindResult {}

    /** It can be answered in the lake only; at least one reason says why. */
    record LakeOnly(LakeExpression expression, List<Problem> reasons) implements BindResult {
        public LakeOnly {
            reasons = List.copyOf(reasons);
        }
    }

    /** It cannot be answered: all that is wrong with it. */
    record Refused(List<Problem> problems) implements BindResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** What can be answered live, or the error that says why it cannot. */
    default BoundExpression liveOrThrow(String audience) {
        return switch (this) {
            case Live(BoundExpression expression) -> expression;
            case LakeOnly lake -> throw AudienceErrors.lakeOnly(audience, lake.reasons());
            case Refused(List<Problem> problems) -> throw AudienceErrors.unbound(audience, problems);
        };
    }

    /** What can be answered in the lake, or the error that says why it cannot. */
    default LakeExpression lakeOrThrow(String audience) {
        return switch (this) {
            case Live(BoundExpression expression) -> expression.inLake();
            case LakeOnly lake -> lake.expression();
            case Refused(List<Problem> problems) -> throw AudienceErrors.unbound(audience, problems);
        };
    }
}
