package io.tarn.server.report;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.TableName;
import io.tarn.model.policy.SemanticTag;
import io.tarn.server.report.Profiles.Bridge;
import io.tarn.server.report.Profiles.LargeProfile;
import io.tarn.server.report.Profiles.Quarantined;
import io.tarn.server.report.Profiles.SizeCount;
import io.tarn.server.report.Profiles.Unlinkable;
import io.tarn.server.report.SamplePair.RecordName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the profiles and what stands out among them from the identity tables. */
final class LakeProfiles {
    private static final int SHOWN_MAX = 15;

    private final LakeSession session;
    private final Set<TableName> tables;

    private LakeProfiles(LakeSession session, Set<TableName> tables) {
        this.session = session;
        this.tables = tables;
    }

    static Profiles read(LakeSession session, Set<TableName> tables, List<Unlinkable> unlinkable) {
        LakeProfiles profiles = new LakeProfiles(session, tables);
        return new Profiles(
                profiles.sizes(), profiles.largest(), profiles.bridges(), unlinkable, profiles.quarantined());
    }

    private List<SizeCount> sizes() {
        if (!tables.contains(IdentityTables.PROFILES.name())) {
            return List.of();
        }
        return session.query(
                Statement.of("SELECT n, count(*) FROM (SELECT count(*) AS n FROM " + IdentityTables.PROFILES.name()
                        + " GROUP BY profile_id) GROUP BY n ORDER BY n"),
                row -> new SizeCount(row.number(0), row.number(1)));
    }

    private List<LargeProfile> largest() {
        if (!holds(IdentityTables.PROFILES.name(), IdentityTables.LINKS.name(), GoldTables.CUSTOMERS.name())) {
            return List.of();
        }
        Statement largest = Statement.of("WITH counted AS (SELECT profile_id, count(*) AS n FROM "
                + IdentityTables.PROFILES.name() + " GROUP BY profile_id HAVING count(*) > 2"
                + " ORDER BY n DESC, profile_id LIMIT " + SHOWN_MAX + "),"
                + " members AS MATERIALIZED (SELECT p.* FROM " + IdentityTables.PROFILES.name()
                + " p JOIN counted USING (profile_id)),"
                + " large AS (SELECT profile_id, count(*) AS n, count(DISTINCT source) AS s FROM members"
                + " GROUP BY profile_id),"
                + " held AS (SELECT m.profile_id, count(*) AS links, min(l.weight) AS weakest FROM "
                + IdentityTables.LINKS.name() + " l JOIN members m ON m.source = l.left_source AND m.record_id ="
                + " l.left_record_id WHERE l.joined AND l.band = 'automatic' GROUP BY m.profile_id)"
                + " SELECT large.profile_id, coalesce(c.full_name, nullif(concat_ws(' ', c.first_name, c.last_name),"
                + " '')), n, s, coalesce(links, 0), coalesce(weakest, 0) FROM large LEFT JOIN held USING (profile_id)"
                + " LEFT JOIN " + GoldTables.CUSTOMERS.name() + " c USING (profile_id) ORDER BY n DESC, profile_id");
        return session.query(largest, row -> {
            long records = row.number(2);
            double possible = records * (records - 1) / 2.0;
            return new LargeProfile(
                    text(row.text(0)),
                    new TaggedValue(SemanticTag.FULL_NAME, row.text(1)),
                    records,
                    row.number(3),
                    Math.min(1, row.number(4) / possible),
                    row.decimal(5));
        });
    }

    /** Links strong enough to join that nevertheless do not: what clustering cut. */
    private List<Bridge> bridges() {
        if (!holds(IdentityTables.PROFILES.name(), IdentityTables.LINKS.name())) {
            return List.of();
        }
        Statement cut = Statement.of("WITH cut AS (SELECT left_source, left_record_id, right_source, right_record_id,"
                + " weight FROM " + IdentityTables.LINKS.name() + " WHERE NOT joined AND band = 'automatic'"
                + " ORDER BY weight DESC, left_source, left_record_id, right_source, right_record_id LIMIT 60),"
                + " sides AS (SELECT cut.*, a.profile_id AS a, b.profile_id AS b FROM cut JOIN "
                + IdentityTables.PROFILES.name() + " a ON a.source = left_source AND a.record_id = left_record_id JOIN "
                + IdentityTables.PROFILES.name() + " b ON b.source = right_source AND b.record_id = right_record_id),"
                + " sizes AS (SELECT profile_id, count(*) AS n FROM " + IdentityTables.PROFILES.name()
                + " WHERE profile_id IN (SELECT a FROM sides UNION SELECT b FROM sides) GROUP BY profile_id)"
                + " SELECT left_source, left_record_id, right_source, right_record_id, weight, x.n, y.n FROM sides"
                + " JOIN sizes x ON x.profile_id = a JOIN sizes y ON y.profile_id = b"
                + " ORDER BY weight DESC, left_source, left_record_id, right_source, right_record_id");
        return session.query(
                cut,
                row -> new Bridge(
                        new RecordName(text(row.text(0)), new TaggedValue(SemanticTag.RECORD_KEY, row.text(1))),
                        new RecordName(text(row.text(2)), new TaggedValue(SemanticTag.RECORD_KEY, row.text(3))),
                        row.decimal(4),
                        row.number(5),
                        row.number(6),
                        "The records on the two sides agree too little with each other, or contradict each other."));
    }

    private List<Quarantined> quarantined() {
        if (!tables.contains(IdentityTables.IDENTIFIERS.name())) {
            return List.of();
        }
        return session.query(
                Statement.of("SELECT type, value, count(*), CAST(sum(records) AS BIGINT) FROM "
                        + IdentityTables.IDENTIFIERS.name()
                        + " WHERE quarantined GROUP BY type, value ORDER BY 3 DESC, type, value LIMIT 200"),
                row -> new Quarantined(
                        new TaggedValue(tag(text(row.text(0))), row.text(1)), row.number(2), row.number(3)));
    }

    private boolean holds(TableName... names) {
        return tables.containsAll(List.of(names));
    }

    /** Identifier types are named as their tags are; anything else is hidden as an id is. */
    private static SemanticTag tag(String type) {
        String name = type.toUpperCase(Locale.ROOT);
        return Arrays.stream(SemanticTag.values())
                .filter(tag -> tag.name().equals(name))
                .findFirst()
                .orElse(SemanticTag.EXTERNAL_ID);
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
