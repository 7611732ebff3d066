package io.tarn.unify.live;

import io.tarn.model.identity.Band;
import io.tarn.model.identity.Evidence;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.unify.match.BlockingKeys;
import io.tarn.unify.match.MatchScorer;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds profiles that are likely one person, by one model: who shares a block is compared as records of a table are.
 * Profiles that a gold run published are not sought for one another: the run has compared them. Confined to one thread.
 */
public final class FuzzyMatcher {
    private final MatchModel model;
    private final BlockingKeys keys;
    private final MatchScorer scorer;
    private final boolean asksOwn;
    private final BlockIndex published;
    private final BlockIndex live;

    /** @param profilesMax how many profiles of either kind are held to be found */
    public FuzzyMatcher(MatchModel model, IdentityRules rules, int profilesMax) {
        this.model = model;
        this.keys = new BlockingKeys(model);
        this.scorer = new MatchScorer(model, rules);
        this.asksOwn = rules.matcher().isPresent();
        this.published = new BlockIndex(rules.blockRecordsMax(), profilesMax);
        this.live = new BlockIndex(rules.blockRecordsMax(), profilesMax);
    }

    /** The model by which it compares. */
    public String version() {
        return model.version();
    }

    /**
     * Ids of profiles, or of what were profiles once, that share a block with one, those that share most first. The one
     * is found as well from now on, as long as there is room for it, and counts in its blocks as it does in a run.
     *
     * @param candidatesMax the most of either kind
     */
    public List<ProfileId> lookUp(Profile profile, int candidatesMax) {
        PersonRecord record = PersonRecord.of(profile);
        if (record.isEmpty()) {
            return List.of();
        }
        long[] blocks = keys.blocks(record);
        boolean isPublished = isPublished(profile);
        (isPublished ? published : live).add(profile.id(), blocks);
        // The profile itself shares all of its blocks and must not take the place of another.
        int most = isPublished ? candidatesMax : candidatesMax + 1;
        List<ProfileId> found = new ArrayList<>(live.sharing(blocks, most, published));
        if (!isPublished) {
            found.addAll(published.sharing(blocks, candidatesMax, live));
        }
        found.removeIf(profile.id()::equals);
        return found;
    }

    /**
     * Why two profiles are, or are not, held for one person. Where a person's own matcher has a say, what the model alone
     * would join is left to the next run, which asks it.
     */
    public Evidence compare(Profile left, Profile right) {
        Evidence evidence = scorer.explain(PersonRecord.of(left), PersonRecord.of(right));
        return asksOwn
                        && evidence.band() == Band.AUTOMATIC
                        && evidence.decidedBy().equals("model")
                ? new Evidence(
                        evidence.decidedBy(),
                        Band.REVIEW,
                        evidence.steps(),
                        evidence.weight(),
                        evidence.probability(),
                        evidence.pattern())
                : evidence;
    }

    /** Whether a gold run stands behind a profile, and not only behind one that it took in. */
    public static boolean isPublished(Profile profile) {
        return profile.constituents().stream().anyMatch(FuzzyMatcher::isPublished);
    }

    /** Whether a constituent is what a gold run published and still stands behind. */
    public static boolean isPublished(Constituent one) {
        return one.origin() == Constituent.Origin.GOLD
                && !(one.identifiers().isEmpty() && one.traits().isEmpty());
    }

    public int profiles() {
        return published.profiles() + live.profiles();
    }

    public long entries() {
        return published.entries() + live.entries();
    }

    /** About how much memory the search takes. */
    public long bytes() {
        return published.bytes() + live.bytes();
    }
}
