package io.tarn.understand.membership;

import io.tarn.audience.AudienceDefinition;
import io.tarn.audience.AudienceErrors;
import io.tarn.audience.Expression;
import io.tarn.audience.bind.BindResult;
import io.tarn.audience.bind.Binder;
import io.tarn.audience.bind.BoundExpression;
import io.tarn.audience.bind.Catalog;
import io.tarn.audience.bind.EventFeature;
import io.tarn.audience.bind.Welcome;
import io.tarn.audience.parse.ExpressionPrinter;
import io.tarn.model.policy.AudienceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which of the audiences that are declared can be kept live. An audience may speak of what was never seen yet: it is
 * kept, and empty until somebody does it.
 *
 * @param kept those that are
 * @param remarks why others are not, each with its audience's name
 */
public record LiveAudiences(List<LiveAudience> kept, List<String> remarks) {
    public LiveAudiences {
        kept = List.copyOf(kept);
        remarks = List.copyOf(remarks);
    }

    /**
     * Binds what is declared.
     *
     * @param catalog what is known beside the audiences, such as computed traits
     */
    public static LiveAudiences of(List<AudienceDefinition> declared, Catalog catalog) {
        Map<AudienceName, Expression> expressions = new HashMap<>();
        Catalog known = catalog;
        for (AudienceDefinition one : declared) {
            expressions.put(one.name(), one.expression());
            known = known.withAudience(one);
        }
        known = Welcome.to(known, List.copyOf(expressions.values())).catalog();
        List<LiveAudience> kept = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (AudienceDefinition one : declared) {
            switch (Binder.bind(one, known)) {
                case BindResult.Live(BoundExpression bound) ->
                    kept.add(new LiveAudience(one.name(), bound, text(one, bound, expressions)));
                case BindResult.LakeOnly lake ->
                    remarks.add(AudienceErrors.lakeOnly(one.name().value(), lake.reasons())
                            .getMessage());
                case BindResult.Refused(var problems) ->
                    remarks.add(
                            AudienceErrors.unbound(one.name().value(), problems).getMessage());
            }
        }
        return new LiveAudiences(kept, remarks);
    }

    private static String text(
            AudienceDefinition one, BoundExpression bound, Map<AudienceName, Expression> expressions) {
        StringBuilder text = new StringBuilder(ExpressionPrinter.print(one.expression()));
        bound.dependencies().audiences().stream()
                .sorted()
                .forEach(name -> text.append('\0')
                        .append(name)
                        .append('\0')
                        .append(ExpressionPrinter.print(Objects.requireNonNull(expressions.get(name)))));
        bound.features().stream()
                .map(EventFeature::text)
                .sorted()
                .forEach(feature -> text.append('\0').append(feature));
        return text.toString();
    }
}
