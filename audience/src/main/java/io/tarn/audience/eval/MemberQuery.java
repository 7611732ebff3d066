package io.tarn.audience.eval;

import io.tarn.audience.bind.LakeExpression;
import java.util.List;

/**
 * What is asked of the lake about an audience.
 *
 * @param audience who belongs
 * @param columns what to show of each member: columns of {@link LakeRelations#profiles}
 * @param questions what else to answer of each member, yes or no
 */
public record MemberQuery(LakeExpression audience, List<String> columns, List<LakeExpression> questions) {
    public MemberQuery {
        columns = List.copyOf(columns);
        questions = List.copyOf(questions);
    }

    /** Who belongs, and nothing else. */
    public static MemberQuery of(LakeExpression audience) {
        return new MemberQuery(audience, List.of(), List.of());
    }
}
