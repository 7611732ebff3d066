package io.tarn.audience.eval;

import io.tarn.audience.Micros;
import io.tarn.audience.bind.Bound;
import io.tarn.audience.bind.BoundExpression;
import io.tarn.audience.bind.Source;
import io.tarn.audience.eval.Explanation.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Explains a membership. Each condition is answered by {@link ProfileEvaluator} itself, so an explanation cannot say
 * anything else than what was decided.
 */
public final class Explainer {
    private final ProfileView profile;
    private final long asOf;

    private Explainer(ProfileView profile, long asOf) {
        this.profile = profile;
        this.asOf = asOf;
    }

    /** Why a profile belongs, or does not. */
    public static Explanation explain(BoundExpression expression, ProfileView profile, Instant asOf) {
        return new Explainer(profile, Micros.of(asOf)).explain(expression.root());
    }

    private Explanation explain(Bound node) {
        Membership membership = ProfileEvaluator.membership(ProfileEvaluator.answer(node, profile, asOf));
        return switch (node) {
            case Bound.All all -> new Explanation.Joined(all.origin(), membership, explain(all.parts()));
            case Bound.Any any -> new Explanation.Joined(any.origin(), membership, explain(any.parts()));
            case Bound.Not not -> new Explanation.Joined(not.origin(), membership, List.of(explain(not.part())));
            case Bound.Member member ->
                new Explanation.Referred(member.origin(), membership, member.audience(), explain(member.inner()));
            case Bound.Everyone everyone ->
                new Explanation.Single(everyone.origin(), membership, Finding.Nothing.NOTHING);
            case Bound.Tested tested -> new Explanation.Single(tested.origin(), membership, found(tested.source()));
            case Bound.Sequence sequence -> new Explanation.Single(sequence.origin(), membership, began(sequence));
            case Bound.Consents consents -> new Explanation.Single(consents.origin(), membership, said(consents));
            case Bound.Reachable reachable ->
                new Explanation.Single(
                        reachable.origin(), membership, new Finding.Addressed(profile.hasAddress(reachable.channel())));
        };
    }

    private List<Explanation> explain(List<Bound> parts) {
        return parts.stream().map(this::explain).toList();
    }

    private Finding found(Source source) {
        return switch (source) {
            case Source.Said(String trait) -> new Finding.Valued(Optional.ofNullable(profile.trait(trait)));
            case Source.Added(var feature) ->
                new Finding.Valued(profile.total(feature).value());
            case Source.Happened(var feature) -> new Finding.Happened(Optional.ofNullable(profile.time(feature)));
        };
    }

    private Finding began(Bound.Sequence sequence) {
        long begin = new SequenceSearch(sequence, profile, asOf).begin();
        return new Finding.Began(begin == Forms.NO_TIME ? Optional.empty() : Optional.of(Micros.instant(begin)));
    }

    private Finding said(Bound.Consents consents) {
        Map<String, Boolean> said = new TreeMap<>();
        consents.channel().ifPresent(channel -> {
            put(Bound.Consents.category(consents.purpose(), channel), said);
            put(channel.word(), said);
        });
        put(consents.purpose(), said);
        return new Finding.Said(said);
    }

    private void put(String category, Map<String, Boolean> said) {
        Boolean given = profile.consent(category);
        if (given != null) {
            said.put(category, given);
        }
    }
}
