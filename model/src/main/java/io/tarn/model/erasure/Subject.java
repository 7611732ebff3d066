package io.tarn.model.erasure;

import io.tarn.model.event.EventKey;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import java.util.Set;

/**
 * A person who is to be forgotten: all by which what is known of them is found. It lies on disk only while the
 * forgetting is under way.
 *
 * @param id names the forgetting; tells nothing of the person
 * @param asked keyed hash of the identifier that was asked for
 * @param profiles ids of the profile, of its parts and of profiles that were merged into it
 * @param records its records in table sources
 * @param identifiers those that lead to nobody else
 * @param shared how many identifiers also lead to others and so stay theirs
 * @param events its events
 * @param names first and last name as one text each, to find them in reports
 */
public record Subject(
        String id,
        String asked,
        Set<ProfileId> profiles,
        Set<RecordKey> records,
        Set<Identifier> identifiers,
        int shared,
        Set<EventKey> events,
        Set<String> names) {
    public Subject {
        profiles = Set.copyOf(profiles);
        records = Set.copyOf(records);
        identifiers = Set.copyOf(identifiers);
        events = Set.copyOf(events);
        names = Set.copyOf(names);
    }

    /**
     * A record of a table source.
     *
     * @param file where it came from
     * @param row its row there
     */
    public record RecordKey(SourceName source, String recordId, String file, long row) {
        /** The source and a short hash: never the key. */
        @Override
        public String toString() {
            return source + "#" + Integer.toHexString(recordId.hashCode());
        }
    }

    /** The forgetting's id and counts: never a value. */
    @Override
    public String toString() {
        return "Subject " + id + " (" + profiles.size() + " profile ids, " + records.size() + " records, "
                + identifiers.size() + " identifiers, " + events.size() + " events)";
    }
}
