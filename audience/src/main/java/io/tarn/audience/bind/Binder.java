package io.tarn.audience.bind;

import io.tarn.audience.AudienceDefinition;
import io.tarn.audience.Expression;
import io.tarn.audience.Problem;
import io.tarn.model.policy.AudienceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks expressions against a catalog and makes them answerable.
 *
 * <p>Reported, all at once: names that are not there, with the nearest that are; traits that were deleted; values of
 * the wrong type; conditions that contradict each other within one audience; circles of audiences; trees that are too
 * deep or too large. What the lake can answer and a live profile cannot is told apart, with the reason.
 */
public final class Binder {
    /** How many conditions an expression may have, those of the audiences that it refers to included. */
    public static final int NODES_MAX = 10_000;

    private Binder() {}

    /** Binds an expression that has no name. */
    public static BindResult bind(Expression expression, Catalog catalog) {
        return bind(expression, Optional.empty(), catalog);
    }

    /** Binds an audience: one that refers to itself, by whatever way, is refused. */
    public static BindResult bind(AudienceDefinition audience, Catalog catalog) {
        return bind(audience.expression(), Optional.of(audience.name()), catalog);
    }

    private static BindResult bind(Expression expression, Optional<AudienceName> name, Catalog catalog) {
        Found found = new Found(catalog);
        List<AudienceName> path = name.map(List::of).orElse(List.of());
        Binding binding = new Binding(found, path, 0);
        Bound root = binding.bind(expression);
        List<Problem> problems = new ArrayList<>(binding.problems());
        if (problems.isEmpty()) {
            problems.addAll(Contradictions.in(root));
        }
        if (!problems.isEmpty()) {
            return new BindResult.Refused(problems);
        }
        return binding.reasons().isEmpty()
                ? new BindResult.Live(new BoundExpression(root, found.features(), found.dependencies()))
                : new BindResult.LakeOnly(new LakeExpression(root, found.dependencies()), binding.reasons());
    }
}
