package io.tarn.loop.gold;

import io.tarn.model.identity.Evidence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one profile and why: its traits with what did not survive, its records, the links that hold them
 * together, and its history.
 *
 * @param profileId the profile as it lives on, whatever older id was asked for
 * @param links the firmest first; of very many the firmest, and the weakest of all at the end
 * @param linked how many links there are
 */
public record ProfileCard(
        String profileId,
        List<TraitValue> traits,
        List<RecordRef> records,
        List<Link> links,
        long linked,
        List<HistoryEntry> history) {
    public ProfileCard {
        traits = List.copyOf(traits);
        records = List.copyOf(records);
        links = List.copyOf(links);
        history = List.copyOf(history);
    }

    /** A surviving value, the record it came from, and the values that did not survive. */
    public record TraitValue(String trait, String value, RecordRef record, String rule, List<Loser> losers) {
        public TraitValue {
            losers = List.copyOf(losers);
        }
    }

    /**
     * A value that did not survive.
     *
     * @param rule by which it lost
     * @param records how many records carry it
     */
    public record Loser(String value, RecordRef record, String rule, long records) {}

    /** A record by its source and key; its time where the source says one. */
    public record RecordRef(
            String source, String recordId, @Nullable Instant observedAt) {}

    /**
     * Two records found to be one person, or likely to be.
     *
     * @param evidence the prior and each comparison; what the rarity of values adds, and the chance that two are of one
     *     household takes, is the rest of the weight
     */
    public record Link(
            RecordRef left,
            RecordRef right,
            String decidedBy,
            String band,
            double weight,
            double probability,
            List<Evidence.Step> evidence) {
        public Link {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * Something that happened in a run to the profile, or to one that it took in.
     *
     * @param kind created, merged, split, retired or unmerged
     * @param profileId the profile that lived on or was new
     * @param otherProfileId the one that was merged into it, or that it was split from
     * @param records how many records moved
     */
    public record HistoryEntry(
            Instant at,
            String runId,
            String kind,
            String profileId,
            @Nullable String otherProfileId,
            long records) {}
}
