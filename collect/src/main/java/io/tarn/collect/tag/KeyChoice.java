package io.tarn.collect.tag;

import io.tarn.model.policy.SemanticTag;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the column that is the key of the records: complete, unique, and named or placed like a key. Other columns
 * that are named like keys are ids of something else.
 */
final class KeyChoice {
    private static final Set<SemanticTag> IDS = Set.of(
            SemanticTag.RECORD_KEY,
            SemanticTag.EXTERNAL_ID,
            SemanticTag.USER_ID,
            SemanticTag.REFERENCE,
            SemanticTag.ANONYMOUS_ID,
            SemanticTag.DEVICE_ID);
    private static final Set<SemanticTag> PERSONAL = Set.of(
            SemanticTag.EMAIL, SemanticTag.PHONE, SemanticTag.FULL_NAME, SemanticTag.LAST_NAME, SemanticTag.FIRST_NAME);
    /** Names of mere row numbers: keys only where there is nothing better. */
    private static final Set<String> ROW_NUMBERS = Set.of(
            "index", "row", "lfd nr", "laufende nummer", "unnamed 0", "rowid", "row id", "row number", "row num");

    /** What a key that somebody declares may be besides. */
    private static final Set<SemanticTag> IDENTIFYING =
            Set.of(SemanticTag.EMAIL, SemanticTag.PHONE, SemanticTag.NATIONAL_ID);

    private static final double SCORE_MIN = 0.45;
    private static final double NEARLY_UNIQUE = 0.95;

    private KeyChoice() {}

    static void apply(TableSample table, List<ColumnProfile> profiles, List<TagProposal> proposals) {
        int key = declared(table, profiles);
        boolean declared = key >= 0;
        if (!declared) {
            key = best(table, profiles, proposals);
        }
        boolean personal = proposals.stream().anyMatch(proposal -> PERSONAL.contains(proposal.tag()));
        for (int i = 0; i < proposals.size(); i++) {
            TagProposal proposal = proposals.get(i);
            if (i == key && declared && IDENTIFYING.contains(proposal.tag())) {
                continue;
            }
            if (i == key) {
                boolean unique = profiles.get(i).sample().unique();
                String reason = declared
                        ? "declared as the key"
                        : unique ? "every row has a value of its own" : "nearly every row has a value of its own";
                proposals.set(i, proposal.as(SemanticTag.RECORD_KEY, declared ? 0.99 : unique ? 0.95 : 0.8, reason));
            } else if (proposal.tag() == SemanticTag.RECORD_KEY) {
                proposals.set(i, proposal.as(other(profiles.get(i), personal), 0.6, "it is not the key of these rows"));
            }
        }
    }

    private static SemanticTag other(ColumnProfile profile, boolean personal) {
        String name = ColumnTagger.nameOf(profile.sample());
        Map<SemanticTag, Headers.Match> names = Headers.standard().read(name);
        Headers.Match match = names.get(SemanticTag.RECORD_KEY);
        boolean counter = match != null && ROW_NUMBERS.contains(match.phrase());
        return personal && !counter ? SemanticTag.EXTERNAL_ID : SemanticTag.REFERENCE;
    }

    private static int declared(TableSample table, List<ColumnProfile> profiles) {
        for (int i = 0; i < profiles.size() && table.key().isPresent(); i++) {
            if (profiles.get(i).sample().label().equals(table.key().get())) {
                return i;
            }
        }
        return -1;
    }

    private static int best(TableSample table, List<ColumnProfile> profiles, List<TagProposal> proposals) {
        int best = -1;
        double most = SCORE_MIN;
        for (int i = 0; i < profiles.size(); i++) {
            double score = score(table, profiles.get(i), proposals.get(i), i);
            if (score > most) {
                most = score;
                best = i;
            }
        }
        return best;
    }

    private static double score(TableSample table, ColumnProfile profile, TagProposal proposal, int position) {
        ColumnSample sample = profile.sample();
        Map<SemanticTag, Headers.Match> names = Headers.standard().read(ColumnTagger.nameOf(sample));
        Headers.Match key = names.get(SemanticTag.RECORD_KEY);
        double name = key == null ? 0 : key.weight() * (ROW_NUMBERS.contains(key.phrase()) ? 0.5 : 1);
        for (SemanticTag tag : IDS) {
            Headers.Match match = names.get(tag);
            if (match != null && tag != SemanticTag.RECORD_KEY) {
                name = Math.max(name, 0.75 * match.weight());
            }
        }
        boolean nearly = table.rows() > 0 && sample.distinct() >= table.rows() * NEARLY_UNIQUE && sample.nulls() == 0;
        if (profile.isEmpty() || (!sample.unique() && !(nearly && name >= 0.6)) || table.rows() < 2) {
            return 0;
        }
        double place = position == 0 ? 0.3 : position == 1 ? 0.1 : 0;
        boolean coded = profile.share(Likeness.CODE) > 0.9;
        if (IDS.contains(proposal.tag()) || key != null) {
            return (name > 0 ? name : coded ? 0.4 : 0) + place;
        }
        boolean silent = names.isEmpty() && coded;
        return silent && (proposal.tag() == SemanticTag.COUNT || proposal.tag() == SemanticTag.POSTCODE)
                ? 0.3 + place
                : 0;
    }
}
