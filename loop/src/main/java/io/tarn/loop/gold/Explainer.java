package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Statement;
import io.tarn.loop.LoopErrors;
import io.tarn.loop.gold.ProfileCard.Link;
import io.tarn.loop.gold.ProfileCard.Loser;
import io.tarn.loop.gold.ProfileCard.RecordRef;
import io.tarn.loop.gold.ProfileCard.TraitValue;
import io.tarn.model.identity.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Answers why a profile is as it is, and why two records are, or are not, one person. Reads the lake only. */
public final class Explainer {
    private static final int LINKS_MAX = 1000;
    /** The columns of {@code identity.links l} by which {@link #link} reads one. */
    public static final String LINK_COLUMNS = "l.left_source, l.left_record_id, l.right_source, l.right_record_id,"
            + " l.decided_by, l.band, l.weight, l.probability, l.evidence";

    private static final String PLACED = "SELECT p.source, p.record_id, r.observed_at, p.profile_id FROM"
            + " identity.profiles p LEFT JOIN silver.records r ON r.source = p.source AND r.record_id = p.record_id"
            + " WHERE ";
    private static final List<String> ADDRESS_PARTS =
            List.of("address", "house_number", "street", "unit", "city", "region", "postcode", "country");

    private final LakeSession session;
    private final Optional<PairScoring> scoring;

    /** Explains by what runs wrote down alone. */
    public Explainer(LakeSession session) {
        this(session, Optional.empty());
    }

    /** @param scoring compares two records anew, so that each step of their weight is told */
    public Explainer(LakeSession session, Optional<PairScoring> scoring) {
        this.session = session;
        this.scoring = scoring;
    }

    /** The card of a profile, or of the one that carries it on. */
    public ProfileCard profile(String id) {
        String current = session
                .query(
                        Statement.of("SELECT current_profile_id FROM identity.redirects WHERE profile_id = ?", id),
                        row -> text(row, 0))
                .stream()
                .findFirst()
                .orElse(id);
        List<RecordRef> records = session.query(
                Statement.of(
                        "SELECT p.source, p.record_id, r.observed_at FROM identity.profiles p LEFT JOIN silver.records r"
                                + " ON r.source = p.source AND r.record_id = p.record_id WHERE p.profile_id = ?"
                                + " ORDER BY p.source, p.record_id",
                        current),
                row -> new RecordRef(text(row, 0), text(row, 1), row.instant(2)));
        if (records.isEmpty()) {
            throw LoopErrors.unknownProfile(id);
        }
        return new ProfileCard(
                current, traits(current), records, links(current), new ProfileStory(session).of(current));
    }

    private List<TraitValue> traits(String profile) {
        Map<String, List<Loser>> losers = new HashMap<>();
        session.forEach(
                Statement.of(
                        "SELECT trait, value, source, record_id, observed_at, rule, records FROM gold.traits WHERE"
                                + " profile_id = ? AND (rank IS NULL OR rank > 1) ORDER BY trait, rank NULLS LAST, value",
                        profile),
                row -> losers.computeIfAbsent(text(row, 0), _ -> new ArrayList<>())
                        .add(new Loser(
                                text(row, 1),
                                new RecordRef(text(row, 2), text(row, 3), row.instant(4)),
                                text(row, 5),
                                row.number(6))));
        List<TraitValue> traits = new ArrayList<>();
        Map<?, ?> values = customer(profile);
        session.forEach(
                Statement.of(
                        "SELECT e.key, e.value.source, e.value.record_id, e.value.observed_at, e.value.rule FROM"
                                + " (SELECT unnest(map_entries(provenance)) AS e FROM gold.customers WHERE profile_id = ?)"
                                + " ORDER BY 1",
                        profile),
                row -> traits.add(new TraitValue(
                        text(row, 0),
                        shown(text(row, 0), values),
                        new RecordRef(text(row, 1), text(row, 2), row.instant(3)),
                        text(row, 4),
                        losers.getOrDefault(text(row, 0), List.of()))));
        return traits;
    }

    /** The profile's row, as one text a column. */
    private Map<String, String> customer(String profile) {
        Statement row = Statement.of("SELECT * FROM gold.customers WHERE profile_id = ?", profile);
        List<String> names =
                session.columns(row).stream().map(column -> column.name()).toList();
        Map<String, String> values = new HashMap<>();
        session.forEach(row, one -> {
            for (int i = 0; i < names.size(); i++) {
                Object value = one.value(i);
                if (value != null) {
                    values.put(names.get(i), value.toString());
                }
            }
            return values;
        });
        return values;
    }

    private static String shown(String trait, Map<?, ?> values) {
        if (trait.equals("address")) {
            List<String> parts = new ArrayList<>();
            for (String part : ADDRESS_PARTS) {
                Object value = values.get(part);
                if (value != null) {
                    parts.add(value.toString());
                }
            }
            return String.join(", ", parts);
        }
        Object value = values.get(trait);
        if (value == null && trait.equals("birth_date")) {
            value = values.get("birth_date_text");
        }
        return value == null ? "" : value.toString();
    }

    private List<Link> links(String profile) {
        return session.query(
                Statement.of(
                        "SELECT " + LINK_COLUMNS + " FROM identity.links l JOIN identity.profiles a ON a.source ="
                                + " l.left_source AND a.record_id = l.left_record_id JOIN identity.profiles b ON b.source ="
                                + " l.right_source AND b.record_id = l.right_record_id WHERE a.profile_id = ? AND"
                                + " b.profile_id = a.profile_id ORDER BY l.weight DESC, 1, 2, 3, 4 LIMIT " + LINKS_MAX,
                        profile),
                Explainer::link);
    }

    /** Why two records are, or are not, one person; each as its key, or as source:key. */
    public Connection records(String first, String second) {
        return between(find(first), find(second));
    }

    /** Why two records that are there are, or are not, one person. */
    public Connection between(RecordRef first, RecordRef second) {
        return between(placed(first), placed(second));
    }

    private Connection between(Placed one, Placed other) {
        List<Link> path = one.profile().equals(other.profile())
                ? LinkPath.between(links(one.profile()), one.record(), other.record())
                : List.of();
        Optional<Link> direct = session
                .query(
                        Statement.of(
                                "SELECT " + LINK_COLUMNS + " FROM identity.links l WHERE (l.left_source = ? AND"
                                        + " l.left_record_id = ? AND l.right_source = ? AND l.right_record_id = ?) OR"
                                        + " (l.right_source = ? AND l.right_record_id = ? AND l.left_source = ? AND"
                                        + " l.left_record_id = ?)",
                                one.record().source(),
                                one.record().recordId(),
                                other.record().source(),
                                other.record().recordId(),
                                one.record().source(),
                                one.record().recordId(),
                                other.record().source(),
                                other.record().recordId()),
                        Explainer::link)
                .stream()
                .findFirst();
        Optional<PairScore> score = scoring.flatMap(by -> by.score(one.record(), other.record()));
        return new Connection(one.record(), one.profile(), other.record(), other.profile(), path, direct, score);
    }

    private record Placed(RecordRef record, String profile) {}

    private Placed find(String key) {
        int colon = key.indexOf(':');
        String source = colon < 0 ? "" : key.substring(0, colon);
        List<Placed> found = session.query(
                Statement.of(
                        PLACED + "p.record_id = ? OR (p.source = ? AND p.record_id = ?) ORDER BY p.source, p.record_id",
                        key,
                        source,
                        key.substring(colon + 1)),
                Explainer::placed);
        if (found.isEmpty()) {
            throw LoopErrors.unknownRecord();
        }
        if (found.size() > 1) {
            throw LoopErrors.ambiguousRecord(
                    found.stream().map(placed -> placed.record().source()).toList());
        }
        return found.getFirst();
    }

    private Placed placed(RecordRef record) {
        return session
                .query(
                        Statement.of(PLACED + "p.source = ? AND p.record_id = ?", record.source(), record.recordId()),
                        Explainer::placed)
                .stream()
                .findFirst()
                .orElseThrow(LoopErrors::unknownRecord);
    }

    private static Placed placed(Row row) {
        return new Placed(new RecordRef(text(row, 0), text(row, 1), row.instant(2)), text(row, 3));
    }

    /** The link that a row of {@link #LINK_COLUMNS} tells of. */
    public static Link link(Row row) {
        List<Evidence.Step> evidence = new ArrayList<>();
        if (row.value(8) instanceof List<?> entries) {
            entries.forEach(entry -> evidence.add(step((Map<?, ?>) Objects.requireNonNull(entry))));
        }
        return new Link(
                new RecordRef(text(row, 0), text(row, 1), null),
                new RecordRef(text(row, 2), text(row, 3), null),
                text(row, 4),
                text(row, 5),
                row.decimal(6),
                row.decimal(7),
                evidence);
    }

    private static Evidence.Step step(Map<?, ?> entry) {
        return new Evidence.Step(
                String.valueOf(entry.get("comparison")),
                String.valueOf(entry.get("level")),
                entry.get("weight") instanceof Number weight ? weight.doubleValue() : 0);
    }

    private static String text(Row row, int column) {
        return Objects.requireNonNullElse(row.text(column), "");
    }
}
