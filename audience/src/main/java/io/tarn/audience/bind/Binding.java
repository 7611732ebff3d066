package io.tarn.audience.bind;

import io.tarn.audience.EventSelection;
import io.tarn.audience.Expression;
import io.tarn.audience.Expression.Did;
import io.tarn.audience.Expression.Step;
import io.tarn.audience.Micros;
import io.tarn.audience.Operand;
import io.tarn.audience.Place;
import io.tarn.audience.Problem;
import io.tarn.audience.bind.Bound.Following;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.policy.AudienceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds one audience; what it refers to is bound by another of these. Confined to one call. */
final class Binding {
    private final Found found;
    private final List<AudienceName> path;
    private final int depthBefore;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> reasons = new ArrayList<>();
    private final EventRules events;
    private final Values values;
    private int deepest;
    private boolean stopped;

    /**
     * Begins to bind.
     *
     * @param path the audiences on the way to this one, itself last
     * @param depthBefore how deep it is referred to
     */
    Binding(Found found, List<AudienceName> path, int depthBefore) {
        this.found = found;
        this.path = path;
        this.depthBefore = depthBefore;
        this.events = new EventRules(found, problems);
        this.values = new Values(found, events, problems);
    }

    List<Problem> problems() {
        return problems;
    }

    /** Why only the lake can answer it. */
    List<Problem> reasons() {
        return reasons;
    }

    Bound bind(Expression expression) {
        return bind(expression, depthBefore + 1);
    }

    private Bound bind(Expression expression, int depth) {
        Bound unbound = new Bound.Everyone(expression);
        deepest = Math.max(deepest, depth);
        found.nodes++;
        if (stopped || !fits(depth)) {
            return unbound;
        }
        return switch (expression) {
            case Expression.Everyone _ -> unbound;
            case Expression.And(var parts) -> new Bound.All(expression, bind(parts, depth));
            case Expression.Or(var parts) -> new Bound.Any(expression, bind(parts, depth));
            case Expression.Not(var part) -> new Bound.Not(expression, bind(part, depth + 1));
            case Expression.Compared compared -> tested(expression, values.compared(compared), unbound);
            case Expression.OneOf oneOf -> tested(expression, values.oneOf(oneOf), unbound);
            case Expression.Matched matched -> tested(expression, values.matched(matched), unbound);
            case Expression.Exists exists -> tested(expression, values.exists(exists), unbound);
            case Expression.Timed timed -> tested(expression, values.timed(timed), unbound);
            case Expression.Anniversary anniversary -> tested(expression, values.anniversary(anniversary), unbound);
            case Did did -> sequence(did);
            case Expression.InAudience(AudienceName audience, Place place) ->
                member(expression, audience, place, depth);
            case Expression.Consents(Optional<ChannelKind> channel, String purpose, Place place) ->
                consents(expression, channel, purpose, place);
            case Expression.Reachable(ChannelKind channel) -> {
                found.channels.add(channel);
                yield new Bound.Reachable(expression, channel);
            }
        };
    }

    private List<Bound> bind(List<Expression> parts, int depth) {
        return parts.stream().map(part -> bind(part, depth + 1)).toList();
    }

    /** Whether the tree may grow so deep and large; says so once. */
    private boolean fits(int depth) {
        if (depth > Expression.DEPTH_MAX) {
            problems.add(BindFaults.tooDeep());
            stopped = true;
        } else if (found.nodes > Binder.NODES_MAX) {
            problems.add(BindFaults.tooLarge(Place.NONE, Binder.NODES_MAX));
            stopped = true;
        }
        return !stopped;
    }

    private Bound tested(Expression origin, Optional<Values.Asked> asked, Bound unbound) {
        asked.ifPresent(one -> found.onTime |= changesWithTime(one));
        return asked.<Bound>map(one -> new Bound.Tested(origin, one.source(), one.criterion()))
                .orElse(unbound);
    }

    private static boolean changesWithTime(Values.Asked asked) {
        boolean slides = asked.source() instanceof Source.Added(var feature)
                && feature.feature().window().isPresent();
        return slides
                || asked.criterion() instanceof Criterion.TimeLies
                || asked.criterion() instanceof Criterion.ComesRound;
    }

    private Bound sequence(Did did) {
        if (did.window().isEmpty() && (!did.steps().isEmpty() || did.absence().isPresent())) {
            reasons.add(BindFaults.sequenceWithoutWindow(did));
        }
        found.onTime |= did.window().isPresent() || did.absence().isPresent();
        if (did.steps().isEmpty() && did.absence().isEmpty() && did.window().isEmpty()) {
            return everDid(did);
        }
        List<Following> steps =
                did.steps().stream().map(step -> following(step, did.window())).toList();
        long window = did.window().map(Micros::of).orElse(Bound.Sequence.NO_WINDOW);
        return new Bound.Sequence(
                did,
                times(did.first(), did.window()),
                steps,
                did.absence().map(step -> following(step, did.window())),
                window);
    }

    /** One event at any time: its last time says it, and that is kept live. */
    private Bound everDid(Did did) {
        events.check(did.first());
        Keyed<EventFeature.Time> last = found.feature(new EventFeature.Time(
                Operand.Edge.LAST, did.first().event(), did.first().conditions()));
        return new Bound.Tested(did, new Source.Happened(last), Criterion.Present.PRESENT);
    }

    private Following following(Step step, Optional<Duration> window) {
        return new Following(times(step.events(), window), Micros.of(step.span()));
    }

    private Keyed<EventFeature.Times> times(EventSelection selection, Optional<Duration> window) {
        events.check(selection);
        return found.feature(new EventFeature.Times(selection.event(), selection.conditions(), window));
    }

    private Bound member(Expression origin, AudienceName audience, Place place, int depth) {
        Bound unbound = new Bound.Everyone(origin);
        found.audiences.add(audience);
        if (path.contains(audience)) {
            List<AudienceName> circle = new ArrayList<>(path.subList(path.indexOf(audience), path.size()));
            circle.add(audience);
            problems.add(BindFaults.circle(place, circle));
            return unbound;
        }
        Expression definition = found.catalog.audiences().get(audience);
        if (definition == null) {
            List<String> known = found.catalog.audiences().keySet().stream()
                    .map(AudienceName::value)
                    .toList();
            problems.add(BindFaults.unknown(place, "audience", audience.value(), known));
            return unbound;
        }
        Found.Part part = found.parts.get(audience);
        if (part == null) {
            return firstMember(origin, audience, definition, place, depth);
        }
        found.nodes += part.nodes();
        deepest = Math.max(deepest, depth + part.height());
        return fits(depth + part.height()) ? new Bound.Member(origin, audience, part.root()) : unbound;
    }

    private Bound firstMember(Expression origin, AudienceName audience, Expression definition, Place place, int depth) {
        List<AudienceName> further = new ArrayList<>(path);
        further.add(audience);
        Binding inner = new Binding(found, further, depth);
        int nodesBefore = found.nodes;
        Bound root = inner.bind(definition);
        deepest = Math.max(deepest, inner.deepest);
        if (!inner.problems.isEmpty()) {
            problems.add(BindFaults.referred(place, audience, inner.problems));
            return new Bound.Everyone(origin);
        }
        if (inner.reasons.isEmpty()) {
            found.parts.put(audience, new Found.Part(root, found.nodes - nodesBefore, inner.deepest - depth));
        }
        inner.reasons.forEach(reason ->
                reasons.add(new Problem(place, "in audience '" + audience + "' " + reason.fault(), reason.advice())));
        return new Bound.Member(origin, audience, root);
    }

    private Bound consents(Expression origin, Optional<ChannelKind> channel, String purpose, Place place) {
        if (!found.catalog.purposes().isEmpty() && !found.catalog.purposes().contains(purpose)) {
            problems.add(BindFaults.unknown(place, "purpose", purpose, found.catalog.purposes()));
        }
        found.consents.add(purpose);
        channel.ifPresent(one -> {
            found.consents.add(Bound.Consents.category(purpose, one));
            found.consents.add(one.word());
        });
        return new Bound.Consents(origin, channel, purpose);
    }
}
