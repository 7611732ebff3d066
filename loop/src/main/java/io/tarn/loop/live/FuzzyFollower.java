package io.tarn.loop.live;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.Evidence;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import io.tarn.unify.live.FuzzyMatcher;
import io.tarn.unify.live.IdentityResolver;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows what changes and finds profiles that are likely one person though no identifier says so. What is certain enough
 * goes into the log as a verdict, of which the writer makes a merge; what is not is kept for review.
 *
 * <p>It remembers nothing that cannot be built again: at the start, with a new model, and after more changes than it
 * could note, it passes over all profiles in their order. Nothing on the road of an event waits for it. Confined to one
 * thread, but for {@link #changed}.
 */
final class FuzzyFollower {
    private static final int PROFILES_A_STEP = 200;
    private static final int PAIRS_MAX = 2_000_000;

    private final EventLog log;
    private final ProfileStore store;
    private final Supplier<Optional<MatchModel>> models;
    private final LiveRules rules;
    private final ReviewRows reviews;
    private final InstantSource clock;
    private final FuzzyConfig config;
    private final IdentityResolver resolver;
    private final PendingProfiles pending;
    private final List<ReviewRows.Pair> reviewsWaiting = new ArrayList<>();
    /** Pairs that the model at hand has judged, by a hash of both ids, so that no verdict is given twice. */
    private final Set<Long> judged = new HashSet<>();
    /** Pairs that it left for review. Once more is known of them it may judge them after all. */
    private final Set<Long> reviewed = new HashSet<>();

    private @Nullable FuzzyMatcher matcher;
    /** The pass over all profiles: where it is; empty at its start. */
    private Optional<ProfileId> passedOver = Optional.empty();

    private boolean passing;
    private long lookups;

    FuzzyFollower(Ports ports, Supplier<Optional<MatchModel>> models, LiveRules rules, FuzzyConfig config) {
        this.log = ports.log();
        this.store = ports.store();
        this.reviews = ports.reviews();
        this.clock = ports.clock();
        this.models = models;
        this.rules = rules;
        this.config = config;
        this.resolver = new IdentityResolver(rules.identifiers());
        this.pending = new PendingProfiles(config.pendingMax());
    }

    /** What it reads and writes. */
    record Ports(EventLog log, ProfileStore store, ReviewRows reviews, InstantSource clock) {}

    /** Notes that a profile became another. From any thread; returns at once. */
    void changed(ProfileId id) {
        pending.add(id);
    }

    /** How many profiles wait to be looked at, those of a pass not counted. */
    int backlog() {
        return pending.size();
    }

    /** How many profiles were looked up so far. */
    long lookups() {
        return lookups;
    }

    /** About how much memory the search takes. */
    long bytes() {
        return matcher == null ? 0 : matcher.bytes();
    }

    /**
     * Looks at some profiles.
     *
     * @return how many; 0 when there is nothing to do for now
     */
    int step() {
        Optional<MatchModel> model = models.get();
        if (model.isEmpty()) {
            pending.take(config.pendingMax());
            return 0;
        }
        if (matcher == null || !matcher.version().equals(model.get().version())) {
            begin(model.get());
        }
        if (pending.takeOverflow()) {
            pass();
        }
        int seen = lookAtPending();
        if (seen == 0 && passing) {
            seen = passOn();
        }
        if (seen == 0 || reviewsWaiting.size() >= config.reviewsMax()) {
            keepReviews();
        }
        return seen;
    }

    private void begin(MatchModel model) {
        keepReviews();
        matcher = new FuzzyMatcher(model, rules.matching(), config.profilesMax());
        judged.clear();
        reviewed.clear();
        pass();
    }

    private void pass() {
        passing = true;
        passedOver = Optional.empty();
    }

    private int lookAtPending() {
        List<ProfileId> ids = pending.take(PROFILES_A_STEP);
        if (ids.isEmpty()) {
            return 0;
        }
        Map<ProfileId, Profile> profiles = distinct(store.findProfiles(ids).values());
        for (Profile profile : profiles.values()) {
            lookUp(profile);
        }
        return ids.size();
    }

    private int passOn() {
        List<Profile> page = store.profilesAfter(passedOver, PROFILES_A_STEP);
        page.forEach(this::lookUp);
        passing = !page.isEmpty();
        passedOver =
                page.isEmpty() ? Optional.empty() : Optional.of(page.getLast().id());
        return page.size();
    }

    private static Map<ProfileId, Profile> distinct(Collection<Profile> profiles) {
        Map<ProfileId, Profile> distinct = new LinkedHashMap<>();
        profiles.forEach(one -> distinct.put(one.id(), one));
        return distinct;
    }

    /** Compares a profile with those it may be one with: the likeliest is joined, more of them after that is done. */
    private void lookUp(Profile profile) {
        FuzzyMatcher by = matcher();
        List<ProfileId> ids = by.lookUp(profile, config.candidatesMax());
        if (ids.isEmpty()) {
            return;
        }
        lookups++;
        Optional<Found> best = Optional.empty();
        for (Profile other : distinct(store.findProfiles(ids).values()).values()) {
            if (!mayJoin(profile, other) || judged.contains(hash(profile, other))) {
                continue;
            }
            Found found = new Found(other, by.compare(profile, other));
            switch (found.evidence().band()) {
                case AUTOMATIC -> best = best.filter(one -> one.isBefore(found)).or(() -> Optional.of(found));
                case REVIEW -> review(profile, found);
                case REJECTED -> {}
            }
        }
        best.ifPresent(found -> judge(profile, found.other()));
    }

    private FuzzyMatcher matcher() {
        if (matcher == null) {
            throw new IllegalStateException("Nothing can be compared without a model.");
        }
        return matcher;
    }

    /** A profile that may be one with the one at hand. */
    private record Found(Profile other, Evidence evidence) {
        boolean isBefore(Found found) {
            int order = Double.compare(evidence.weight(), found.evidence.weight());
            return order > 0 || (order == 0 && other.id().compareTo(found.other.id()) < 0);
        }
    }

    /** Whether nothing that was decided, declared or published keeps two profiles apart. */
    private boolean mayJoin(Profile left, Profile right) {
        return !left.id().equals(right.id())
                && !(FuzzyMatcher.isPublished(left) && FuzzyMatcher.isPublished(right))
                && left.constituents().size() + right.constituents().size() <= Profile.CONSTITUENTS_MAX
                && resolver.obstacle(left, right).isEmpty()
                && !areApart(left, right);
    }

    private boolean areApart(Profile left, Profile right) {
        Set<ProfileId> apart = new HashSet<>();
        left.constituents().forEach(one -> apart.addAll(store.apart(one.id())));
        return !apart.isEmpty()
                && right.constituents().stream().map(Constituent::id).anyMatch(apart::contains);
    }

    private void judge(Profile left, Profile right) {
        LogEntry verdict = new LogEntry.Judged(
                clock.instant(),
                left.id(),
                right.id(),
                LogEntry.Verdict.SAME,
                "model:" + matcher().version());
        try {
            log.append(List.of(verdict)).join();
            remember(judged, hash(left, right));
        } catch (CompletionException e) {
            if (e.getCause() instanceof TarnException refused && isPassing(refused.code())) {
                pending.add(left.id());
                return;
            }
            throw e;
        }
    }

    /** Whether the log may take the same entry later. */
    private static boolean isPassing(ErrorCode code) {
        return code == ErrorCode.LIMIT_REACHED || code == ErrorCode.STORAGE_FULL;
    }

    private void review(Profile profile, Found found) {
        if (!remember(reviewed, hash(profile, found.other()))) {
            return;
        }
        ProfileId one = profile.id();
        ProfileId other = found.other().id();
        boolean inOrder = one.compareTo(other) < 0;
        reviewsWaiting.add(new ReviewRows.Pair(
                inOrder ? one : other,
                inOrder ? other : one,
                found.evidence(),
                matcher().version(),
                clock.instant(),
                store.offset()));
    }

    private void keepReviews() {
        if (!reviewsWaiting.isEmpty()) {
            reviews.keep(List.copyOf(reviewsWaiting));
            reviewsWaiting.clear();
        }
    }

    /** Whether a pair is new. What is forgotten for want of room is at worst said again, which changes nothing. */
    private static boolean remember(Set<Long> pairs, long pair) {
        if (pairs.size() >= PAIRS_MAX) {
            pairs.clear();
        }
        return pairs.add(pair);
    }

    /** A hash of two profiles' ids in any order. */
    private static long hash(Profile left, Profile right) {
        return hash(left.id()) + hash(right.id());
    }

    private static long hash(ProfileId id) {
        long hash = 0;
        for (int i = 0; i < id.value().length(); i++) {
            hash = (hash ^ id.value().charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
