package io.tarn.loop.audience;

import io.tarn.audience.bind.LakeExpression;
import io.tarn.lake.LakeSession;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EventTables;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds one profile in the lake, with as much of it as an expression looks at. Confined to one thread. */
final class ProfileSearch {
    private static final Set<String> OWN =
            Set.of(LivingRelations.CONSENTS, LivingRelations.CONSTITUENTS, LivingRelations.IDENTIFIERS);

    private final LakeSession session;
    private final AudienceMoment moment;
    private final LivingRelations relations;

    ProfileSearch(LakeSession session, AudienceMoment moment, LivingRelations relations) {
        this.session = session;
        this.moment = moment;
        this.relations = relations;
    }

    /** The profile of an id, or the one that holds what once had it. */
    Optional<LakeProfile> byId(ProfileId id, LakeExpression audience) {
        Optional<LakeProfile> own = exactly(id, audience);
        return own.isPresent() ? own : holder(id).flatMap(holder -> exactly(holder, audience));
    }

    Optional<ProfileId> byIdentifier(Identifier identifier) {
        String lead = session.dialect().unnested(LivingRelations.IDENTIFIERS);
        return first(
                LivingRelations.IDENTIFIERS,
                "SELECT profile_id FROM (SELECT profile_id, " + lead + " AS lead FROM living) l"
                        + " WHERE l.lead.\"type\" = ? AND l.lead.value = ? ORDER BY profile_id LIMIT 1",
                identifier.type().name(),
                identifier.value());
    }

    private Optional<ProfileId> holder(ProfileId part) {
        String parts = session.dialect().unnested(LivingRelations.CONSTITUENTS);
        return first(
                LivingRelations.CONSTITUENTS,
                "SELECT profile_id FROM (SELECT profile_id, " + parts + " AS part FROM living) l WHERE l.part = ?",
                part.value());
    }

    private Optional<ProfileId> first(String column, String question, String... wanted) {
        Statement living = relations.living(Map.of(), Set.of(column));
        List<@Nullable Object> values = new ArrayList<>(living.values());
        values.addAll(List.of(wanted));
        return session
                .query(
                        Statement.of("WITH living AS (" + living.sql() + ") " + question, values.toArray()),
                        row -> new ProfileId(Objects.requireNonNull(row.text(0))))
                .stream()
                .findFirst();
    }

    private Optional<LakeProfile> exactly(ProfileId id, LakeExpression audience) {
        Map<String, String> columns = new LinkedHashMap<>();
        audience.dependencies().traits().stream().sorted().forEach(trait -> columns.put(trait, "x" + columns.size()));
        Statement living = relations.living(columns, OWN);
        List<@Nullable Object> values = new ArrayList<>(living.values());
        values.add(id.value());
        String traits = columns.isEmpty() ? "" : ", v." + String.join(", v.", columns.values());
        List<LakeProfile> found = session
                .query(
                        Statement.of(
                                "SELECT v.profile_id, v.consents, v.identifiers, v.constituents" + traits + " FROM ("
                                        + living.sql() + ") v WHERE v.profile_id = ?",
                                values.toArray()),
                        row -> known(row, List.copyOf(columns.keySet())))
                .stream()
                .map(known -> new LakeProfile(
                        known.profile(),
                        events(known.parts(), audience.dependencies().events()),
                        moment.asOf()))
                .toList();
        return found.stream().findFirst();
    }

    /** A profile, and the parts that its events stay with. */
    private record Found(LakeProfile.Known profile, List<String> parts) {}

    private static Found known(Row row, List<String> names) {
        Map<String, String> traits = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            String text = row.text(4 + i);
            if (text != null) {
                traits.put(names.get(i), text);
            }
        }
        Map<String, Boolean> consents = new TreeMap<>();
        texts(row.value(1)).forEach((category, given) -> consents.put(category, Boolean.valueOf(given)));
        List<String> parts = row.value(3) instanceof List<?> all
                ? all.stream().map(String::valueOf).toList()
                : List.of();
        ProfileId id = new ProfileId(Objects.requireNonNull(row.text(0)));
        return new Found(new LakeProfile.Known(id, traits, consents, AudienceLake.identifiers(row, 2)), parts);
    }

    private List<LakeEvent> events(List<String> parts, Set<String> names) {
        if (names.isEmpty() || parts.isEmpty() || !moment.present().contains(EventTables.SILVER.name())) {
            return List.of();
        }
        // Bound one by one, not as a relation: then the engine reads properties of no other rows.
        List<@Nullable Object> values = new ArrayList<>(parts);
        values.addAll(names);
        values.add(moment.asOf());
        return session.query(
                Statement.of(
                        "SELECT name, \"timestamp\", message_id, properties FROM " + EventTables.SILVER.name()
                                + " WHERE constituent_id IN (" + marks(parts.size()) + ") AND name IN ("
                                + marks(names.size()) + ") AND \"timestamp\" <= ? ORDER BY \"timestamp\", message_id",
                        values.toArray()),
                row -> new LakeEvent(
                        String.valueOf(row.text(0)),
                        Objects.requireNonNullElse(row.instant(1), Instant.EPOCH),
                        String.valueOf(row.text(2)),
                        texts(row.value(3))));
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private static Map<String, String> texts(@Nullable Object map) {
        Map<String, String> texts = new TreeMap<>();
        if (map instanceof Map<?, ?> all) {
            all.forEach((key, value) -> {
                if (value != null) {
                    texts.put(String.valueOf(key), String.valueOf(value));
                }
            });
        }
        return texts;
    }
}
