package io.tarn.audience.bind;

import io.tarn.audience.Expression;
import io.tarn.audience.Place;
import io.tarn.audience.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                    problems.add(told(tested, Optional.ofNullable(earlier)));
                    possible.remove(tested.source());
                }
            }
        }
        negated(parts, first);
    }

    private static Problem told(Bound.Tested tested, Optional<Bound.Tested> earlier) {
        String operand = operand(tested.origin());
        Place at = place(tested.origin());
        return earlier.map(other -> BindFaults.contradicts(at, operand, place(other.origin())))
                .orElseGet(() -> BindFaults.holdsForNobody(at, operand));
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
                    && tested.containsKey(absent.source())) {
                problems.add(BindFaults.contradicts(
                        place(absent.origin()),
                        operand(absent.origin()),
                        Optional.ofNullable(tested.get(absent.source()))
                                .map(present -> place(present.origin()))
                                .orElse(Place.NONE)));
            }
        }
    }

    private static String operand(Expression expression) {
        return switch (expression) {
            case Expression.Compared compared -> Values.shown(compared.operand());
            case Expression.OneOf oneOf -> Values.shown(oneOf.operand());
            case Expression.Matched matched -> Values.shown(matched.operand());
            case Expression.Exists exists -> Values.shown(exists.operand());
            case Expression.Timed timed -> Values.shown(timed.operand());
            case Expression.Anniversary anniversary -> Values.shown(anniversary.trait());
            case Expression.Did _ -> "what somebody did";
            case Expression.InAudience member -> "audience '" + member.audience() + "'";
            case Expression.Consents _ -> "consent";
            case Expression.Reachable reachable -> reachable.channel().word();
            case Expression.Everyone _ -> "everyone";
            case Expression.And _, Expression.Or _, Expression.Not _ -> "several things";
        };
    }

    private static Place place(Expression expression) {
        return switch (expression) {
            case Expression.Compared compared -> compared.operand().place();
            case Expression.OneOf oneOf -> oneOf.operand().place();
            case Expression.Matched matched -> matched.operand().place();
            case Expression.Exists exists -> exists.operand().place();
            case Expression.Timed timed -> timed.operand().place();
            case Expression.Anniversary anniversary -> anniversary.trait().place();
            case Expression.Did did -> did.place();
            case Expression.InAudience member -> member.place();
            case Expression.Consents consents -> consents.place();
            case Expression.And and -> place(and.parts().getFirst());
            case Expression.Or or -> place(or.parts().getFirst());
            case Expression.Not not -> place(not.part());
            case Expression.Everyone _, Expression.Reachable _ -> Place.NONE;
        };
    }
}
