package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Statement;
import io.tarn.loop.gold.ProfileCard.Link;
import io.tarn.loop.gold.ProfileCard.Loser;
import io.tarn.loop.gold.ProfileCard.RecordRef;
import io.tarn.loop.gold.ProfileCard.TraitValue;
import io.tarn.loop.review.LinkEvidence;
import io.tarn.loop.review.RecordFinder;
import io.tarn.loop.review.RecordFinder.Placed;
import io.tarn.model.identity.RecordName;
import io.tarn.unify.verdict.Verdicts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Answers why a profile is as it is, and why two records are, or are not, one person. Reads the lake only. */
public final class Explainer {
    private static final int LINKS_MAX = 1000;

    /** The links of a profile, which may have thousands of records: these first, then their links. */
    private static final String WITHIN = " FROM identity.links l JOIN members a ON a.source = l.left_source AND"
            + " a.record_id = l.left_record_id JOIN members b ON b.source = l.right_source AND b.record_id ="
            + " l.right_record_id";

    private static final String MEMBERS =
            "WITH members AS MATERIALIZED (SELECT source, record_id FROM identity.profiles WHERE profile_id = ?) ";

    /** The columns of {@code identity.links l} by which {@link #link} reads one. */
    public static final String LINK_COLUMNS = "l.left_source, l.left_record_id, l.right_source, l.right_record_id,"
            + " l.decided_by, l.band, l.weight, l.probability, l.evidence";

    private static final List<String> ADDRESS_PARTS =
            List.of("address", "house_number", "street", "unit", "city", "region", "postcode", "country");

    private final LakeSession session;
    private final RecordFinder finder;
    private final Verdicts verdicts;
    private final Optional<PairScoring> scoring;

    /** Explains by what runs wrote down alone. */
    public Explainer(LakeSession session) {
        this(session, Verdicts.NONE, Optional.empty());
    }

    /**
     * Explains what a session sees.
     *
     * @param verdicts what people found, as it holds now
     * @param scoring compares two records anew, so that each step of their weight is told
     */
    public Explainer(LakeSession session, Verdicts verdicts, Optional<PairScoring> scoring) {
        this.session = session;
        this.finder = new RecordFinder(session);
        this.verdicts = verdicts;
        this.scoring = scoring;
    }

    /** The card of a profile, or of the one that carries it on. */
    public ProfileCard profile(String id) {
        List<Placed> placed = finder.profile(id);
        String current = placed.getFirst().profile();
        List<RecordRef> records = placed.stream().map(Explainer::ref).toList();
        return new ProfileCard(
                current,
                traits(current),
                records,
                links(current),
                linked(current),
                new ProfileStory(session).of(current));
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

    /** The firmest links, and the weakest of all at the end. */
    private List<Link> links(String profile) {
        return session.query(
                Statement.of(
                        MEMBERS + "SELECT * EXCLUDE (place, links) FROM (SELECT " + LINK_COLUMNS
                                + ", row_number() OVER (ORDER BY l.weight DESC, 1, 2, 3, 4) AS place, count(*) OVER ()"
                                + " AS links" + WITHIN + ") WHERE place < " + LINKS_MAX
                                + " OR place = links ORDER BY place",
                        profile),
                Explainer::link);
    }

    private long linked(String profile) {
        return session.query(Statement.of(MEMBERS + "SELECT count(*)" + WITHIN, profile), row -> row.number(0))
                .getFirst();
    }

    /** All links, without their evidence. */
    private List<Link> bare(String profile) {
        return session.query(
                Statement.of(MEMBERS + "SELECT " + LINK_COLUMNS.replace("l.evidence", "NULL") + WITHIN, profile),
                Explainer::link);
    }

    /** Why two records are, or are not, one person; each as its key, or as source:key. */
    public Connection records(String first, String second) {
        return between(finder.record(first), finder.record(second));
    }

    /** Why two records that are there are, or are not, one person. */
    public Connection between(RecordRef first, RecordRef second) {
        return between(finder.placed(name(first)), finder.placed(name(second)));
    }

    private static RecordName name(RecordRef record) {
        return new RecordName(record.source(), record.recordId());
    }

    private static RecordRef ref(Placed placed) {
        return new RecordRef(placed.record().source(), placed.record().recordId(), placed.observedAt());
    }

    private Connection between(Placed found, Placed last) {
        RecordRef one = ref(found);
        RecordRef other = ref(last);
        List<Link> path = found.profile().equals(last.profile())
                ? LinkPath.between(bare(found.profile()), one, other).stream()
                        .map(link -> direct(link.left(), link.right()).orElse(link))
                        .toList()
                : List.of();
        return new Connection(
                one,
                found.profile(),
                other,
                last.profile(),
                path,
                direct(one, other),
                scoring.flatMap(by -> by.score(one, other)),
                verdicts.between(found.record(), last.record())
                        .map(List::of)
                        .orElseGet(() -> verdicts.about(found.record(), last.record())));
    }

    /** A link between two records, whatever came of it. */
    private Optional<Link> direct(RecordRef one, RecordRef other) {
        return session
                .query(
                        Statement.of(
                                "SELECT " + LINK_COLUMNS + " FROM identity.links l WHERE (l.left_source = ? AND"
                                        + " l.left_record_id = ? AND l.right_source = ? AND l.right_record_id = ?) OR"
                                        + " (l.right_source = ? AND l.right_record_id = ? AND l.left_source = ? AND"
                                        + " l.left_record_id = ?)",
                                one.source(),
                                one.recordId(),
                                other.source(),
                                other.recordId(),
                                one.source(),
                                one.recordId(),
                                other.source(),
                                other.recordId()),
                        Explainer::link)
                .stream()
                .findFirst();
    }

    /** The link that a row of {@link #LINK_COLUMNS} tells of. */
    public static Link link(Row row) {
        return new Link(
                new RecordRef(text(row, 0), text(row, 1), null),
                new RecordRef(text(row, 2), text(row, 3), null),
                text(row, 4),
                text(row, 5),
                row.decimal(6),
                row.decimal(7),
                LinkEvidence.steps(row.value(8)));
    }

    private static String text(Row row, int column) {
        return Objects.requireNonNullElse(row.text(column), "");
    }
}
