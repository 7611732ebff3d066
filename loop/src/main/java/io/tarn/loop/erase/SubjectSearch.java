package io.tarn.loop.erase;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.SilverTables;
import io.tarn.loop.LoopErrors;
import io.tarn.model.erasure.Subject;
import io.tarn.model.erasure.Subject.RecordKey;
import io.tarn.model.event.EventKey;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.profile.Profile;
import io.tarn.storage.IdentifierState;
import io.tarn.storage.ProfileStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds all by which a person is known, from one identifier. Reads only; one session, one thread. */
final class SubjectSearch {
    /** Stands for a profile's id where an identifier is asked for. */
    static final IdentifierType PROFILE = new IdentifierType("profile");

    private static final Set<IdentifierType> OF_DEVICES = Set.of(IdentifierType.ANONYMOUS_ID, IdentifierType.DEVICE_ID);

    private static final String IDENTIFIERS_OF_EVENTS = "(SELECT unnest(identifiers) AS i, constituent_id FROM"
            + " silver.events WHERE constituent_id IS NOT NULL)";

    private final LakeSession session;
    private final LakeQuestions questions;
    private final Optional<ProfileStore> store;

    SubjectSearch(Lake lake, LakeSession session, Optional<ProfileStore> store) {
        this.session = session;
        this.questions = new LakeQuestions(lake, session);
        this.store = store;
    }

    /**
     * Whom an identifier leads to; nobody is an answer too, for rows that were rejected may still name the person.
     *
     * @param id of the forgetting
     * @param hash of what was asked for
     */
    Subject find(Identifier asked, String id, String hash) {
        Set<ProfileId> profiles = new TreeSet<>(askedFor(asked));
        expand(profiles);
        Set<Identifier> identifiers = identifiers(profiles);
        if (isRealIdentifier(asked)) {
            identifiers.add(asked);
        }
        int all = identifiers.size();
        identifiers.removeAll(shared(identifiers, profiles));
        return new Subject(
                id,
                hash,
                profiles,
                records(profiles),
                identifiers,
                all - identifiers.size(),
                events(profiles),
                new SubjectNames(session, questions).find(profiles, live(profiles)));
    }

    private static boolean isRealIdentifier(Identifier asked) {
        return !asked.type().equals(PROFILE) && !asked.type().equals(IdentifierType.RECORD);
    }

    private Set<ProfileId> askedFor(Identifier asked) {
        Set<ProfileId> found = new HashSet<>();
        if (asked.type().equals(PROFILE)) {
            ProfileId id = new ProfileId(asked.value());
            found.add(id);
            if (!isKnown(id)) {
                throw LoopErrors.nothingToForget("profile");
            }
            return found;
        }
        if (asked.type().equals(IdentifierType.RECORD)) {
            found.addAll(questions.ids(
                    IdentityTables.PROFILES,
                    "SELECT profile_id FROM identity.profiles WHERE source || ':' || record_id = ?",
                    List.of(asked.value())));
            if (found.isEmpty()) {
                throw LoopErrors.nothingToForget("record");
            }
            return found;
        }
        found.addAll(questions.ids(
                IdentityTables.IDENTIFIERS,
                "SELECT DISTINCT profile_id FROM identity.identifiers WHERE type = ? AND value = ?",
                List.of(asked.type().name(), asked.value())));
        if (found.isEmpty() && quarantined(Set.of(asked)).contains(asked)) {
            found.addAll(tellers(asked));
        }
        if (found.size() > 1) {
            throw LoopErrors.standsForSeveral(asked, found.size());
        }
        owners(Set.of(asked)).forEach((one, owner) -> found.add(owner));
        return found;
    }

    /** The live profiles whose events carry an identifier. */
    private Set<ProfileId> tellers(Identifier asked) {
        List<ProfileId> constituents = questions.ids(
                EventTables.SILVER,
                "SELECT DISTINCT constituent_id FROM " + IDENTIFIERS_OF_EVENTS + " WHERE i.type = ? AND i.value = ?",
                List.of(asked.type().name(), asked.value()));
        Set<ProfileId> tellers = new HashSet<>();
        live(constituents).forEach(profile -> tellers.add(profile.id()));
        return tellers;
    }

    private boolean isKnown(ProfileId id) {
        List<Object> value = List.of(id.value());
        return store.filter(one -> !one.findProfiles(List.of(id)).isEmpty()).isPresent()
                || !questions
                        .ids(
                                IdentityTables.PROFILES,
                                "SELECT profile_id FROM identity.profiles WHERE profile_id = ? LIMIT 1",
                                value)
                        .isEmpty()
                || !questions
                        .ids(
                                IdentityTables.REDIRECTS,
                                "SELECT profile_id FROM identity.redirects WHERE profile_id = ?",
                                value)
                        .isEmpty();
    }

    /** Adds the parts of profiles, what was merged into them, and what they were merged into, until all are there. */
    private void expand(Set<ProfileId> profiles) {
        int before = -1;
        while (before != profiles.size() && !profiles.isEmpty()) {
            before = profiles.size();
            live(profiles).forEach(profile -> profile.constituents().forEach(one -> profiles.add(one.id())));
            String in = LakeQuestions.in(profiles);
            List<Object> values = new ArrayList<>(LakeQuestions.texts(profiles));
            values.addAll(LakeQuestions.texts(profiles));
            profiles.addAll(questions.ids(
                    IdentityTables.REDIRECTS,
                    "SELECT current_profile_id FROM identity.redirects WHERE profile_id IN " + in
                            + " UNION SELECT profile_id FROM identity.redirects WHERE current_profile_id IN " + in,
                    values));
            if (store.isEmpty()) {
                profiles.addAll(questions.ids(
                        EventTables.PROFILE_CHANGES,
                        "SELECT unnest(constituents) FROM (SELECT constituents FROM gold.profile_changes WHERE profile_id"
                                + " IN " + in
                                + " QUALIFY row_number() OVER (PARTITION BY profile_id ORDER BY log_offset DESC) = 1)",
                        LakeQuestions.texts(profiles)));
            }
        }
    }

    private Collection<Profile> live(Collection<ProfileId> profiles) {
        return store.map(one -> Set.copyOf(one.findProfiles(profiles).values())).orElse(Set.of());
    }

    private Set<Identifier> identifiers(Set<ProfileId> profiles) {
        Set<Identifier> found = new TreeSet<>();
        live(profiles).forEach(profile -> profile.constituents().forEach(one -> found.addAll(one.identifiers())));
        if (!profiles.isEmpty()) {
            found.addAll(questions.identifiers(
                    IdentityTables.IDENTIFIERS,
                    "SELECT DISTINCT type, value FROM identity.identifiers WHERE profile_id IN "
                            + LakeQuestions.in(profiles),
                    LakeQuestions.texts(profiles)));
            // A profile does not hold what is quarantined, however often its events carry it.
            found.addAll(quarantined(Set.copyOf(questions.identifiers(
                    EventTables.SILVER,
                    "SELECT DISTINCT i.type, i.value FROM " + IDENTIFIERS_OF_EVENTS + " WHERE constituent_id IN "
                            + LakeQuestions.in(profiles),
                    LakeQuestions.texts(profiles)))));
        }
        return found;
    }

    /** Those that also lead to others. A device that others use too is not the person's either. */
    private Set<Identifier> shared(Set<Identifier> mine, Set<ProfileId> profiles) {
        Set<Identifier> shared = new HashSet<>();
        if (mine.isEmpty()) {
            return shared;
        }
        owners(mine).forEach((identifier, owner) -> {
            if (!profiles.contains(owner)) {
                shared.add(identifier);
            }
        });
        List<String> values = mine.stream().map(Identifier::value).toList();
        List<Object> bound = new ArrayList<>(values);
        bound.addAll(LakeQuestions.texts(profiles));
        String others = profiles.isEmpty() ? "" : " AND NOT COALESCE(%s IN " + LakeQuestions.in(profiles) + ", FALSE)";
        shared.addAll(questions.identifiers(
                IdentityTables.IDENTIFIERS,
                "SELECT DISTINCT type, value FROM identity.identifiers WHERE value IN " + LakeQuestions.in(values)
                        + others.formatted("profile_id"),
                bound));
        Set<Identifier> quarantined = quarantined(mine);
        questions
                .identifiers(
                        EventTables.SILVER,
                        "SELECT DISTINCT i.type, i.value FROM " + IDENTIFIERS_OF_EVENTS + " WHERE i.value IN "
                                + LakeQuestions.in(values)
                                + others.formatted("constituent_id"),
                        bound)
                .stream()
                .filter(one -> OF_DEVICES.contains(one.type()) || quarantined.contains(one))
                .forEach(shared::add);
        shared.retainAll(mine);
        return shared;
    }

    /** Those that join nobody in live profiles. */
    private Set<Identifier> quarantined(Set<Identifier> identifiers) {
        Set<Identifier> quarantined = new HashSet<>();
        states(identifiers).forEach((identifier, state) -> {
            if (state.quarantined()) {
                quarantined.add(identifier);
            }
        });
        return quarantined;
    }

    private Map<Identifier, ProfileId> owners(Set<Identifier> identifiers) {
        Map<Identifier, ProfileId> owners = new java.util.HashMap<>();
        states(identifiers).forEach((identifier, state) -> {
            if (!state.quarantined()) {
                state.owner().ifPresent(owner -> owners.put(identifier, owner));
            }
        });
        return owners;
    }

    private Map<Identifier, IdentifierState> states(Set<Identifier> identifiers) {
        return store.map(one -> one.findIdentifiers(identifiers)).orElse(Map.of());
    }

    private Set<RecordKey> records(Set<ProfileId> profiles) {
        Set<RecordKey> records = new HashSet<>();
        if (profiles.isEmpty()
                || questions.isAbsent(IdentityTables.PROFILES)
                || questions.isAbsent(SilverTables.RECORDS)) {
            return records;
        }
        Statement statement = new Statement(
                "SELECT p.source, p.record_id, COALESCE(r.file, ''), COALESCE(r.row_number, 0) FROM identity.profiles p"
                        + " LEFT JOIN silver.records r ON r.source = p.source AND r.record_id = p.record_id"
                        + " WHERE p.profile_id IN " + LakeQuestions.in(profiles),
                LakeQuestions.texts(profiles));
        records.addAll(session.query(
                statement,
                row -> new RecordKey(
                        new SourceName(LakeQuestions.text(row.text(0))),
                        LakeQuestions.text(row.text(1)),
                        LakeQuestions.text(row.text(2)),
                        row.number(3))));
        return records;
    }

    private Set<EventKey> events(Set<ProfileId> profiles) {
        if (profiles.isEmpty() || questions.isAbsent(EventTables.SILVER)) {
            return Set.of();
        }
        return new HashSet<>(session.query(
                new Statement(
                        "SELECT source, message_id FROM silver.events WHERE constituent_id IN "
                                + LakeQuestions.in(profiles),
                        LakeQuestions.texts(profiles)),
                row -> new EventKey(new SourceName(LakeQuestions.text(row.text(0))), LakeQuestions.text(row.text(1)))));
    }
}
