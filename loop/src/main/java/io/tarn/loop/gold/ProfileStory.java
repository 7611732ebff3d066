package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.IdentityTables;
import io.tarn.loop.gold.ProfileCard.HistoryEntry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** How a profile came to be, run by run: what happened to it, and before that to the profiles that it took in. */
final class ProfileStory {
    /** A story of more profiles than these is told of the first ones. */
    private static final int PROFILES_MAX = 50;

    private final LakeSession session;

    ProfileStory(LakeSession session) {
        this.session = session;
    }

    /** All entries, the oldest first; each once. */
    List<HistoryEntry> of(String profile) {
        Set<String> told = new HashSet<>();
        Set<HistoryEntry> entries = new HashSet<>();
        ArrayDeque<String> open = new ArrayDeque<>(List.of(profile));
        while (!open.isEmpty() && told.size() < PROFILES_MAX) {
            String next = open.removeFirst();
            if (!told.add(next)) {
                continue;
            }
            for (HistoryEntry entry : entries(next)) {
                entries.add(entry);
                boolean tookIn =
                        entry.kind().equals("merged") && entry.profileId().equals(next);
                if (tookIn && entry.otherProfileId() != null) {
                    open.add(entry.otherProfileId());
                }
            }
        }
        List<HistoryEntry> ordered = new ArrayList<>(entries);
        ordered.sort(Comparator.comparing(HistoryEntry::at)
                .thenComparing(HistoryEntry::runId)
                .thenComparing(HistoryEntry::kind)
                .thenComparing(HistoryEntry::profileId)
                .thenComparing(entry -> Objects.requireNonNullElse(entry.otherProfileId(), "")));
        return ordered;
    }

    private List<HistoryEntry> entries(String profile) {
        return session.query(
                Statement.of(
                        "SELECT happened_at, run_id, kind, profile_id, other_profile_id, records FROM "
                                + IdentityTables.HISTORY.name() + " WHERE profile_id = ? OR other_profile_id = ?",
                        profile,
                        profile),
                row -> new HistoryEntry(
                        Objects.requireNonNullElse(row.instant(0), Instant.EPOCH),
                        text(row, 1),
                        text(row, 2),
                        text(row, 3),
                        row.text(4),
                        row.number(5)));
    }

    private static String text(Row row, int column) {
        return Objects.requireNonNullElse(row.text(column), "");
    }
}
