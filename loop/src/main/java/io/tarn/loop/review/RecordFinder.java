package io.tarn.loop.review;

import io.tarn.lake.LakeSession;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Statement;
import io.tarn.loop.LoopErrors;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.RecordName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds records as people name them: by key, by source:key, or by the profile that holds them. */
public final class RecordFinder {
    private static final String PLACED = "SELECT p.source, p.record_id, r.observed_at, p.profile_id FROM"
            + " identity.profiles p LEFT JOIN silver.records r ON r.source = p.source AND r.record_id = p.record_id"
            + " WHERE ";

    private final LakeSession session;

    public RecordFinder(LakeSession session) {
        this.session = session;
    }

    /** A record and where it is. */
    public record Placed(RecordName record, @Nullable Instant observedAt, String profile) {}

    /** A record by its key, or as source:key. */
    public Placed record(String key) {
        List<Placed> found = records(key);
        if (found.isEmpty()) {
            throw LoopErrors.unknownRecord();
        }
        if (found.size() > 1) {
            throw LoopErrors.ambiguousRecord(
                    found.stream().map(placed -> placed.record().source()).toList());
        }
        return found.getFirst();
    }

    /** A record by its name. */
    public Placed placed(RecordName record) {
        return session
                .query(
                        Statement.of(PLACED + "p.source = ? AND p.record_id = ?", record.source(), record.recordId()),
                        RecordFinder::placed)
                .stream()
                .findFirst()
                .orElseThrow(LoopErrors::unknownRecord);
    }

    /** As {@link #record}; a profile's id stands for its least record. */
    public Placed recordOrProfile(String name) {
        if (ProfileId.isForm(name) && records(name).isEmpty()) {
            return profile(name).getFirst();
        }
        return record(name);
    }

    private List<Placed> records(String key) {
        int colon = key.indexOf(':');
        return session.query(
                Statement.of(
                        PLACED + "p.record_id = ? OR (p.source = ? AND p.record_id = ?) ORDER BY p.source, p.record_id",
                        key,
                        colon < 0 ? "" : key.substring(0, colon),
                        key.substring(colon + 1)),
                RecordFinder::placed);
    }

    /** The profile that carries an id on: itself, or the one that it was merged into. */
    public String current(String profile) {
        return session
                .query(
                        Statement.of("SELECT current_profile_id FROM identity.redirects WHERE profile_id = ?", profile),
                        row -> Objects.requireNonNull(row.text(0)))
                .stream()
                .findFirst()
                .orElse(profile);
    }

    /** The records of a profile, or of the one that carries it on, in order. */
    public List<Placed> profile(String id) {
        List<Placed> found = session.query(
                Statement.of(PLACED + "p.profile_id = ? ORDER BY p.source, p.record_id", current(id)),
                RecordFinder::placed);
        if (found.isEmpty()) {
            throw LoopErrors.unknownProfile(id);
        }
        return found;
    }

    /** A merge that a run made. */
    record Merged(Instant at, String other) {}

    /** The merges into a profile, the newest first. */
    List<Merged> merges(String profile) {
        return session.query(
                Statement.of(
                        "SELECT happened_at, other_profile_id FROM identity.history WHERE profile_id = ? AND kind ="
                                + " 'merged' ORDER BY happened_at DESC, other_profile_id",
                        profile),
                row -> new Merged(Objects.requireNonNull(row.instant(0)), Objects.requireNonNull(row.text(1))));
    }

    /** What a profile's records are, where the session sees an older state. */
    List<RecordName> recordsOf(String profile) {
        return session.query(
                Statement.of(
                        "SELECT source, record_id FROM identity.profiles WHERE profile_id = ? ORDER BY 1, 2", profile),
                row -> NamedRecords.name(row, 0));
    }

    private static Placed placed(Row row) {
        return new Placed(
                NamedRecords.name(row, 0),
                row.instant(2),
                Optional.ofNullable(row.text(3)).orElse(""));
    }
}
