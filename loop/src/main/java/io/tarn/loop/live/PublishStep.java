package io.tarn.loop.live;

import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.log.LogEntry.GoldProfile;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Merge;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.ProfileChange;
import io.tarn.storage.IdentifierState;
import io.tarn.unify.live.FuzzyMatcher;
import io.tarn.unify.live.IdentityResolver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes over what a gold run published: each gold profile is a constituent of its own, whose traits and identifiers are
 * replaced as a whole, while live constituents that share an identifier with it stay joined to it. So a later run never
 * undoes a live merge, and a live merge never changes what the run found.
 */
final class PublishStep {
    private final IdentityResolver resolver;

    PublishStep(IdentityResolver resolver) {
        this.resolver = resolver;
    }

    List<LiveStepResult> apply(long offset, LogEntry.Published published, Workspace work) {
        Set<ProfileId> constituents = new HashSet<>();
        Set<Identifier> identifiers = new HashSet<>();
        for (GoldProfile gold : published.profiles()) {
            constituents.add(gold.id());
            constituents.addAll(gold.absorbed());
            identifiers.addAll(gold.identifiers());
        }
        work.fetch(identifiers);
        work.fetchProfiles(constituents);
        List<LiveStepResult> results = new ArrayList<>();
        for (GoldProfile gold : published.profiles()) {
            results.add(apply(offset, published, gold, work));
        }
        return results;
    }

    private LiveStepResult apply(long offset, LogEntry.Published published, GoldProfile gold, Workspace work) {
        for (ProfileId absorbed : gold.absorbed()) {
            withdraw(absorbed, gold.id(), published, work);
        }
        Optional<Profile> before = work.find(gold.id());
        Constituent own = before.map(profile -> profile.constituent(gold.id()))
                .orElseGet(() -> Constituent.born(gold.id(), published.at(), Constituent.Origin.GOLD));
        release(own, gold, work);
        Set<Identifier> held = new HashSet<>();
        for (Identifier one : gold.identifiers()) {
            if (!work.isQuarantined(one)
                    && work.owner(one).filter(id -> !id.equals(gold.id())).isEmpty()) {
                held.add(one);
            }
        }
        Constituent now =
                own.withoutIdentifiers(own.identifiers()).withIdentifiers(held).replacingTraits(gold.traits());
        Profile profile = before.map(one -> one.with(now)).orElseGet(() -> Profile.of(now));
        work.put(profile);
        held.forEach(one -> work.point(one, Optional.of(IdentifierState.of(gold.id()))));
        List<ProfileId> absorbed = join(gold, published, work);
        Profile after = work.profile(gold.id());
        return new LiveStepResult(Optional.of(new LiveStepResult.Changed(
                offset,
                published.at(),
                ProfileChange.Kind.PUBLISHED,
                before.orElse(after),
                after,
                absorbed,
                Optional.empty())));
    }

    /** Identifiers that the gold profile has no more lead nowhere. */
    private static void release(Constituent own, GoldProfile gold, Workspace work) {
        for (Identifier one : own.identifiers()) {
            if (!gold.identifiers().contains(one)) {
                work.point(one, Optional.empty());
            }
        }
    }

    /** Joins the live profiles that hold an identifier of the gold profile, as far as limits allow. */
    private List<ProfileId> join(GoldProfile gold, LogEntry.Published published, Workspace work) {
        List<Merge> merges = new ArrayList<>();
        for (Identifier one : gold.identifiers().stream().sorted().toList()) {
            Optional<ProfileId> owner = work.owner(one);
            if (owner.isEmpty()) {
                continue;
            }
            Profile left = work.profile(gold.id());
            Profile right = work.profile(owner.get());
            boolean joined = left.id().equals(right.id());
            // Two profiles that a gold run holds for two persons are not joined by what they share.
            if (!joined
                    && !FuzzyMatcher.isPublished(right)
                    && !work.areApart(left, right)
                    && resolver.obstacle(left, right).isEmpty()) {
                Merge merge = merge(gold, published, one, owner.get());
                merges.add(merge);
                Joining.join(List.of(merge), work);
            }
        }
        ProfileId id = work.profile(gold.id()).id();
        return merges.stream()
                .flatMap(merge -> Stream.of(merge.left(), merge.right()))
                .filter(one -> !one.equals(id))
                .distinct()
                .sorted()
                .toList();
    }

    private static Merge merge(GoldProfile gold, LogEntry.Published published, Identifier by, ProfileId owner) {
        return new Merge(gold.id(), owner, Merge.byIdentifiers(by), "run:" + published.runId(), published.at());
    }

    /** A gold profile that another took in: its own part goes, live parts that were joined to it move over. */
    private static void withdraw(ProfileId absorbed, ProfileId into, LogEntry.Published published, Workspace work) {
        Optional<Profile> holder = work.find(absorbed);
        if (holder.isEmpty() || absorbed.equals(into)) {
            return;
        }
        Profile profile = holder.get();
        Constituent own = profile.constituent(absorbed);
        own.identifiers().forEach(one -> work.point(one, Optional.empty()));
        work.put(profile.with(own.withoutIdentifiers(own.identifiers()).replacingTraits(Map.of())));
        Optional<Profile> target = work.find(into);
        if (target.isEmpty()) {
            work.put(Profile.of(Constituent.born(into, published.at(), Constituent.Origin.GOLD)));
        }
        Merge merge = new Merge(into, absorbed, "run", "run:" + published.runId(), published.at());
        Profile left = work.profile(into);
        Profile right = work.profile(absorbed);
        if (!left.id().equals(right.id())
                && left.constituents().size() + right.constituents().size() <= Profile.CONSTITUENTS_MAX) {
            Joining.join(List.of(merge), work);
        }
    }
}
