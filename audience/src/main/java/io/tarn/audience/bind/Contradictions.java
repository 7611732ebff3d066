package io.tarn.audience.bind;

import io.tarn.audience.Expression;
import io.tarn.audience.Operand;
import io.tarn.audience.Place;
import io.tarn.audience.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds conditions joined by {@code and} that can never hold together: on one value, or one and its own negation. It
 * looks at one audience as it is written; what others say is not weighed against it. Not every contradiction is found.
 */
final class Contradictions {
    private final List<Problem> problems = new ArrayList<>();

    private Contradictions() {}

    static List<Problem> in(Bound root) {
        Contradictions search = new Contradictions();
        search.look(root);
        return search.problems;
    }

    private void look(Bound node) {
        switch (node) {
            case Bound.All all -> {
                List<Bound> parts = new ArrayList<>();
                flatten(all, parts);
                weigh(parts);
                parts.forEach(part -> {
                    if (!(part instanceof Bound.Tested)) {
                        look(part);
                    }
                });
            }
            case Bound.Any any -> any.parts().forEach(this::look);
            case Bound.Not not -> {
                if (not.part() instanceof Bound.Everyone) {
                    problems.add(BindFaults.nobody());
                }
                look(not.part());
            }
            case Bound.Tested tested -> weigh(List.of(tested));
            case Bound.Everyone _, Bound.Sequence _, Bound.Member _, Bound.Consents _, Bound.Reachable _ -> {}
        }
    }

    private static void flatten(Bound node, List<Bound> parts) {
        if (node instanceof Bound.All all) {
            all.parts().forEach(part -> flatten(part, parts));
        } else {
            parts.add(node);
        }
    }

    private void weigh(List<Bound> parts) {
        Map<Source, Possible> possible = new HashMap<>();
        Map<Source, Bound.Tested> first = new HashMap<>();
        for (Bound part : parts) {
            if (part instanceof Bound.Tested tested) {
                Possible values = possible.computeIfAbsent(tested.source(), Possible::of);
                Bound.Tested earlier = first.putIfAbsent(tested.source(), tested);
                if (!values.keep(tested.criterion())) {
                    problems.add(told(tested, earlier == null ? tested : earlier));
                    possible.remove(tested.source());
                }
            }
        }
        negated(parts, first);
    }

    private static Problem told(Bound.Tested tested, Bound.Tested earlier) {
        String operand = operand(tested.origin());
        return earlier == tested
                ? BindFaults.holdsForNobody(place(tested.origin()), operand)
                : BindFaults.contradicts(place(tested.origin()), operand, place(earlier.origin()));
    }

    private void negated(List<Bound> parts, Map<Source, Bound.Tested> tested) {
        Set<Expression> stated = new HashSet<>();
        parts.forEach(part -> stated.add(part.origin()));
        for (Bound part : parts) {
            if (!(part instanceof Bound.Not not)) {
                continue;
            }
            if (stated.contains(not.part().origin())) {
                Place at = place(not.part().origin());
                problems.add(BindFaults.contradicts(at, operand(not.part().origin()), Place.NONE));
            } else if (not.part() instanceof Bound.Tested absent
                    && absent.criterion() instanceof Criterion.Present
                    && tested.get(absent.source()) instanceof Bound.Tested present) {
                problems.add(BindFaults.contradicts(
                        place(absent.origin()), operand(absent.origin()), place(present.origin())));
            }
        }
    }

    private static String operand(Expression expression) {
        return switch (expression) {
            case Expression.Compared(Operand operand, var relation, var value) -> Values.shown(operand);
            case Expression.OneOf(Operand operand, var values) -> Values.shown(operand);
            case Expression.Matched(Operand operand, var part, var text) -> Values.shown(operand);
            case Expression.Exists(Operand operand) -> Values.shown(operand);
            case Expression.Timed(Operand operand, var direction, var span) -> Values.shown(operand);
            case Expression.Anniversary(Operand.Trait trait, var days) -> Values.shown(trait);
            case Expression.Did _ -> "what somebody did";
            case Expression.InAudience(var audience, var place) -> "audience '" + audience + "'";
            case Expression.Consents _ -> "consent";
            case Expression.Reachable(var channel) -> channel.word();
            case Expression.Everyone _ -> "everyone";
            case Expression.And _, Expression.Or _, Expression.Not _ -> "several things";
        };
    }

    private static Place place(Expression expression) {
        return switch (expression) {
            case Expression.Compared(Operand operand, var relation, var value) -> operand.place();
            case Expression.OneOf(Operand operand, var values) -> operand.place();
            case Expression.Matched(Operand operand, var part, var text) -> operand.place();
            case Expression.Exists(Operand operand) -> operand.place();
            case Expression.Timed(Operand operand, var direction, var span) -> operand.place();
            case Expression.Anniversary(Operand.Trait trait, var days) -> trait.place();
            case Expression.Did did -> did.place();
            case Expression.InAudience(var audience, Place place) -> place;
            case Expression.Consents(var channel, var purpose, Place place) -> place;
            case Expression.And(var parts) -> place(parts.getFirst());
            case Expression.Or(var parts) -> place(parts.getFirst());
            case Expression.Not(var part) -> place(part);
            case Expression.Everyone _, Expression.Reachable _ -> Place.NONE;
        };
    }
}
