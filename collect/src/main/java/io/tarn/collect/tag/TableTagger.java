package io.tarn.collect.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Proposes a tag for every column of a table: each by itself first, then by how the columns stand to each other. */
public final class TableTagger {
    private TableTagger() {}

    /**
     * The tags of a table's columns, in their order, and the region whose national forms it uses.
     *
     * @param regionEvidence why this region, in words
     */
    public record Tagged(List<TagProposal> proposals, Optional<String> region, String regionEvidence) {
        public Tagged {
            proposals = List.copyOf(proposals);
        }
    }

    public static Tagged tag(TableSample table) {
        HomeRegion region = HomeRegion.of(table);
        List<ColumnProfile> profiles = profiles(table, region.code());
        List<TagProposal> proposals = new ArrayList<>();
        for (ColumnProfile profile : profiles) {
            proposals.add(ColumnTagger.propose(profile));
        }
        Relations.apply(table, profiles, proposals);
        return new Tagged(proposals, region.code(), region.evidence());
    }

    static List<ColumnProfile> profiles(TableSample table, Optional<String> region) {
        return table.columns().stream()
                .map(column -> ColumnProfile.of(column, region))
                .toList();
    }
}
