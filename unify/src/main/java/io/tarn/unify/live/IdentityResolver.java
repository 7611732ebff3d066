package io.tarn.unify.live;

import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.profile.Merge;
import io.tarn.model.profile.Profile;
import io.tarn.unify.live.Resolution.Aside;
import io.tarn.unify.live.Resolution.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the one profile that identifiers lead to, joining profiles where they lead to several.
 *
 * <p>Identifiers are taken by priority. One that would join what a limit, or a decision, keeps apart is left aside, so
 * the more trusted identifier wins: on a shared computer the user id decides, not the browser's. As long as no limit
 * trips, the partition of identifiers into profiles does not depend on the order of events.
 */
public final class IdentityResolver {
    private final IdentifierRules rules;
    private final Comparator<Identifier> byPriority;

    public IdentityResolver(IdentifierRules rules) {
        this.rules = rules;
        this.byPriority = rules.byPriority();
    }

    /**
     * Resolves identifiers.
     *
     * @param limits waived where somebody says outright that the identifiers are one person's, as an alias does
     * @param newborn the id of the profile, should it be new
     * @param reference what brought the identifiers: names the merges
     */
    public Resolution resolve(
            List<Identifier> identifiers,
            Limits limits,
            Supplier<ProfileId> newborn,
            String reference,
            Instant asOf,
            Neighborhood around) {
        Group group = new Group(rules, limits, reference, asOf);
        List<Identifier> inOrder = new ArrayList<>(identifiers);
        inOrder.sort(byPriority);
        inOrder.forEach(one -> group.take(one, around));
        return group.resolution(newborn);
    }

    /**
     * Tells whether a verdict may join two profiles under the limits.
     *
     * @return empty when it may, else the type of identifier of which there would be too many
     */
    public Optional<IdentifierType> obstacle(Profile left, Profile right) {
        Map<IdentifierType, Integer> counts = new HashMap<>();
        left.identifiers().forEach(one -> counts.merge(one.type(), 1, Integer::sum));
        right.identifiers().forEach(one -> counts.merge(one.type(), 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > rules.rule(entry.getKey()).profileMax())
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    /** Whether limits a profile hold. */
    public enum Limits {
        /** They do. */
        KEPT,
        /** They do not; what was decided to stay apart still does. */
        WAIVED
    }

    /** The profiles and identifiers gathered so far. Confined to one call. */
    private static final class Group {
        private final IdentifierRules rules;
        private final Limits limits;
        private final String reference;
        private final Instant asOf;
        private final List<Profile> profiles = new ArrayList<>();
        private final List<ProfileId> owners = new ArrayList<>();
        private final List<Identifier> by = new ArrayList<>();
        private final List<Identifier> gained = new ArrayList<>();
        private final List<Aside> aside = new ArrayList<>();
        private final Map<IdentifierType, Integer> counts = new HashMap<>();
        private final List<Profile> uncounted = new ArrayList<>();
        private int constituents;

        Group(IdentifierRules rules, Limits limits, String reference, Instant asOf) {
            this.rules = rules;
            this.limits = limits;
            this.reference = reference;
            this.asOf = asOf;
        }

        void take(Identifier identifier, Neighborhood around) {
            if (rules.blocks(identifier)) {
                aside.add(new Aside(identifier, Reason.BLOCKED));
                return;
            }
            if (around.isQuarantined(identifier)) {
                aside.add(new Aside(identifier, Reason.QUARANTINED));
                return;
            }
            Optional<ProfileId> owner = around.owner(identifier);
            if (owner.isEmpty()) {
                gain(identifier);
                return;
            }
            Profile profile = around.profile(owner.get());
            for (Profile one : profiles) {
                if (one.id().equals(profile.id())) {
                    return;
                }
            }
            if (!admits(profile, around)) {
                aside.add(new Aside(identifier, Reason.CONFLICT));
                return;
            }
            profiles.add(profile);
            owners.add(owner.get());
            by.add(identifier);
            constituents += profile.constituents().size();
            uncounted.add(profile);
        }

        /** How many of each type the profiles have: counted only where a limit may trip. */
        private Map<IdentifierType, Integer> counts() {
            for (Profile profile : uncounted) {
                count(profile, counts);
            }
            uncounted.clear();
            return counts;
        }

        private static void count(Profile profile, Map<IdentifierType, Integer> counts) {
            Collection<Identifier> all = profile.constituents().size() == 1
                    ? profile.constituents().getFirst().identifiers()
                    : profile.identifiers();
            all.forEach(one -> counts.merge(one.type(), 1, Integer::sum));
        }

        private void gain(Identifier identifier) {
            int count = counts().getOrDefault(identifier.type(), 0);
            if (limits == Limits.KEPT && count >= rules.rule(identifier.type()).profileMax()) {
                aside.add(new Aside(identifier, Reason.LIMIT));
                return;
            }
            counts.put(identifier.type(), count + 1);
            gained.add(identifier);
        }

        private boolean admits(Profile profile, Neighborhood around) {
            if (profiles.isEmpty() && gained.isEmpty()) {
                return true;
            }
            if (constituents + profile.constituents().size() > Profile.CONSTITUENTS_MAX) {
                return false;
            }
            Map<IdentifierType, Integer> sum = new HashMap<>(counts());
            count(profile, sum);
            boolean fits = limits == Limits.WAIVED
                    || sum.entrySet().stream()
                            .allMatch(entry -> entry.getValue()
                                            <= rules.rule(entry.getKey()).profileMax()
                                    || entry.getValue().equals(counts.get(entry.getKey())));
            return fits && profiles.stream().noneMatch(one -> around.areApart(one, profile));
        }

        Resolution resolution(Supplier<ProfileId> newborn) {
            if (profiles.isEmpty()) {
                return gained.isEmpty()
                        ? new Resolution.Nobody(aside)
                        : new Resolution.New(newborn.get(), gained, aside);
            }
            if (profiles.size() == 1) {
                return new Resolution.Known(owners.getFirst(), gained, aside);
            }
            List<Merge> merges = new ArrayList<>();
            for (int i = 1; i < owners.size(); i++) {
                merges.add(new Merge(
                        owners.getFirst(),
                        owners.get(i),
                        Merge.byIdentifiers(by.getFirst(), by.get(i)),
                        reference,
                        asOf));
            }
            return new Resolution.Merged(owners.getFirst(), gained, merges, aside);
        }
    }
}
