package io.tarn.unify.survivorship;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import java.util.ArrayList;
import java.util.List;

/** The SQL of the gold tables: survivors of small and large profiles, typed, with their provenance. */
final class CustomerSql {
    private final Dialect dialect;
    private final TraitPlan plan;
    private final GoldColumns columns;

    CustomerSql(Dialect dialect, TraitPlan plan, GoldColumns columns) {
        this.dialect = dialect;
        this.plan = plan;
        this.columns = columns;
    }

    /** All addresses and numbers of profiles that have several, the attributes without a column, and what fits no type. */
    List<Statement> preparations() {
        return List.of(contacts(), attributes(), misfits());
    }

    private Statement contacts() {
        String others = "SELECT c.cluster_no, 'email' AS trait, unnest(r.other_emails) AS value FROM records r"
                + " JOIN clusters c ON c.record_no = r.record_no WHERE len(r.other_emails) > 0 UNION ALL"
                + " SELECT c.cluster_no, 'phone', unnest(r.other_phones) FROM records r"
                + " JOIN clusters c ON c.record_no = r.record_no WHERE len(r.other_phones) > 0";
        String first = "SELECT c.cluster_no, unnest(['email', 'phone']) AS trait, unnest([r.email, r.phone]) AS value"
                + " FROM clusters c JOIN records r ON r.record_no = c.record_no"
                + " WHERE c.cluster_no IN (SELECT cluster_no FROM others)";
        return Statement.of("CREATE OR REPLACE TEMP TABLE gold_contacts AS WITH others AS (" + others
                + "), contacts AS (SELECT * FROM others UNION SELECT * FROM (" + first + ") UNION"
                + " SELECT cluster_no, trait, value FROM gold_values WHERE trait IN ('email', 'phone'))"
                + " SELECT cluster_no, list(value ORDER BY value) FILTER (trait = 'email') AS emails,"
                + " list(value ORDER BY value) FILTER (trait = 'phone') AS phones FROM contacts"
                + " WHERE value IS NOT NULL GROUP BY cluster_no");
    }

    private Statement attributes() {
        return Statement.of("CREATE OR REPLACE TEMP TABLE gold_attributes AS SELECT cluster_no,"
                + " map_from_entries(list({'key': trait, 'value': value} ORDER BY trait)) AS attributes"
                + " FROM gold_values WHERE rank = 1 AND " + plan.isNoUnit("trait") + " GROUP BY cluster_no");
    }

    private Statement misfits() {
        List<String> found = new ArrayList<>();
        plan.misfits().forEach((column, misfit) -> {
            found.add("SELECT * FROM (SELECT record_no, " + dialect.literal(column) + " AS trait, "
                    + dialect.literal("rejected: no " + misfit.type()) + " AS rule, " + misfit.value()
                    + " AS value FROM records r) WHERE value IS NOT NULL");
        });
        String none = "SELECT 0 AS record_no, '' AS trait, '' AS rule, '' AS value WHERE FALSE";
        return Statement.of("CREATE OR REPLACE TEMP TABLE gold_misfits AS "
                + (found.isEmpty() ? none : String.join(" UNION ALL ", found)));
    }

    /** The rows of {@code gold.customers}. */
    Statement customers() {
        StringBuilder traits = new StringBuilder();
        for (String name : TraitPlan.CANONICAL) {
            String value = plan.indexOf(name) < 0 ? "CAST(NULL AS VARCHAR)" : "t." + name;
            if (name.equals("birth_date")) {
                String day = "CASE WHEN " + ValueForm.DATE.sql(value) + " THEN TRY_CAST(" + value + " AS DATE) END";
                traits.append(", ")
                        .append(day)
                        .append(" AS birth_date, CASE WHEN (")
                        .append(day)
                        .append(") IS NULL THEN ")
                        .append(value)
                        .append(" END AS birth_date_text");
                continue;
            }
            traits.append(", ").append(value).append(" AS ").append(name);
        }
        PostalAddress.PARTS.forEach(part -> traits.append(", ")
                .append(hasAddress() ? "t." + part : "NULL")
                .append(" AS ")
                .append(part));
        columns.attributes()
                .forEach((column, declaration) -> traits.append(", ")
                        .append(dialect.tryCast(
                                "t." + dialect.quote(column), TraitValues.columnType(declaration.type())))
                        .append(" AS ")
                        .append(dialect.quote(column)));
        return Statement.of("SELECT i.profile_id" + traits + ", " + contactList("email") + ", " + contactList("phone")
                + ", t.attributes, t.record_count, t.sources, t.first_seen, t.last_seen, t.provenance FROM ("
                + singles()
                + " UNION ALL " + multiples() + ") t JOIN gold_ids i ON i.cluster_no = t.cluster_no"
                + " LEFT JOIN gold_contacts k ON k.cluster_no = t.cluster_no");
    }

    private String contactList(String trait) {
        String one = plan.indexOf(trait) < 0
                ? "CAST(NULL AS VARCHAR[])"
                : "CASE WHEN t." + trait + " IS NOT NULL THEN [t." + trait + "] END";
        return "coalesce(k." + trait + "s, " + one + ") AS " + trait + "s";
    }

    /** A profile of one record is that record: nothing is weighed. */
    private String singles() {
        StringBuilder inner = new StringBuilder();
        StringBuilder traits = new StringBuilder();
        StringBuilder names = new StringBuilder();
        List<TraitUnit> units = plan.units();
        for (int i = 0; i < units.size(); i++) {
            String name = units.get(i).name();
            String known = "r." + dialect.quote(name) + " IS NOT NULL";
            if (name.equals(PostalAddress.TRAIT)) {
                known = "coalesce(r." + String.join(", r.", PostalAddress.PARTS) + ") IS NOT NULL";
                PostalAddress.PARTS.forEach(part -> traits.append(", r.").append(part));
            } else if (plan.attributeColumns().containsKey(name)) {
                inner.append(", ").append(units.get(i).value()).append(" AS ").append(dialect.quote(name));
                traits.append(", r.").append(dialect.quote(name));
            } else {
                traits.append(", r.").append(name);
            }
            names.append(names.isEmpty() ? "" : ", ")
                    .append("CASE WHEN ")
                    .append(known)
                    .append(" THEN ")
                    .append(dialect.literal(name))
                    .append(" END");
        }
        String provenance = "map_from_entries(list_transform(list_filter(CAST([" + names
                + "] AS VARCHAR[]), lambda trait: trait IS NOT NULL), lambda trait: {'key': trait, 'value': {'source':"
                + " r.source, 'record_id': r.record_id, 'observed_at': r.observed_at, 'rule': 'unopposed'}}))";
        return "SELECT r.cluster_no" + traits + ", r.undeclared AS attributes, CAST(1 AS BIGINT) AS record_count,"
                + " [r.source] AS sources, r.observed_at AS first_seen, r.observed_at AS last_seen, " + provenance
                + " AS provenance FROM (SELECT c.cluster_no, r.*" + inner + ", " + undeclared()
                + " AS undeclared FROM clusters c JOIN records r ON r.record_no = c.record_no WHERE NOT EXISTS"
                + " (SELECT 1 FROM gold_sizes s WHERE s.cluster_no = c.cluster_no)) r";
    }

    private String undeclared() {
        String none = "CAST(NULL AS MAP(VARCHAR, VARCHAR))";
        if (!plan.hasUndeclared()) {
            return none;
        }
        String entries = "list_transform(list_sort(list_filter(map_entries(r.attributes), lambda e: e.value IS NOT NULL"
                + " AND " + plan.isUndeclared("e.key") + ")), lambda e: {'key': " + plan.undeclaredTrait("e.key")
                + ", 'value': e.value})";
        return "CASE WHEN len(" + entries + ") > 0 THEN map_from_entries(" + entries + ") END";
    }

    private String multiples() {
        StringBuilder inner = new StringBuilder();
        StringBuilder traits = new StringBuilder();
        StringBuilder entries = new StringBuilder();
        List<TraitUnit> units = plan.units();
        for (int i = 0; i < units.size(); i++) {
            inner.append(", ")
                    .append(settled("v", "v", i))
                    .append(", ")
                    .append(settled("p", "p", i))
                    .append(", CASE WHEN s.c")
                    .append(i)
                    .append(" THEN d.r")
                    .append(i)
                    .append(" ELSE 'unopposed' END AS r")
                    .append(i);
            String name = units.get(i).name();
            if (name.equals(PostalAddress.TRAIT)) {
                inner.append(", string_split(").append(settledValue("v", i)).append(", chr(31)) AS parts");
                for (int part = 0; part < PostalAddress.PARTS.size(); part++) {
                    traits.append(", nullif(m.parts[")
                            .append(part + 1)
                            .append("], '') AS ")
                            .append(PostalAddress.PARTS.get(part));
                }
            } else {
                traits.append(", m.v").append(i).append(" AS ").append(dialect.quote(name));
            }
            entries.append(entries.isEmpty() ? "" : ", ").append(entry(i, name));
        }
        String provenance = entries.isEmpty()
                ? "map_from_entries(CAST([] AS STRUCT(key VARCHAR, value STRUCT(source VARCHAR, record_id VARCHAR,"
                        + " observed_at TIMESTAMPTZ, rule VARCHAR))[]))"
                : "map_from_entries(list_filter([" + entries + "], lambda e: e IS NOT NULL))";
        return "SELECT m.cluster_no" + traits + ", a.attributes, CAST(m.n AS BIGINT), list_sort(list_distinct("
                + "list_transform(m.refs, lambda ref: ref.source))), m.first_seen, m.last_seen, " + provenance
                + " FROM (SELECT s.cluster_no, s.n, s.refs, s.first_seen, s.last_seen" + inner
                + " FROM gold_survivors s LEFT JOIN gold_decided d ON d.cluster_no = s.cluster_no) m"
                + " LEFT JOIN gold_attributes a ON a.cluster_no = m.cluster_no";
    }

    private static String entry(int i, String name) {
        String ref = "m.refs[m.p" + i + "]";
        return "CASE WHEN m.v" + i + " IS NOT NULL THEN {'key': '" + name + "', 'value': {'source': " + ref
                + ".source, 'record_id': " + ref + ".record_id, 'observed_at': " + ref + ".observed_at, 'rule': m.r" + i
                + "}} END";
    }

    private static String settled(String column, String name, int i) {
        return settledValue(column, i) + " AS " + name + i;
    }

    private static String settledValue(String column, int i) {
        return "CASE WHEN s.c" + i + " THEN d." + column + i + " ELSE s." + column + i + " END";
    }

    private boolean hasAddress() {
        return plan.indexOf(PostalAddress.TRAIT) >= 0;
    }

    /** The rows of {@code gold.traits}: contested values in their order, and what fits no type. */
    Statement traits() {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < PostalAddress.PARTS.size(); i++) {
            String part = "string_split(v.value, chr(31))[" + (i + 1) + "]";
            parts.add("CASE WHEN " + part + " <> '' THEN '" + PostalAddress.PARTS.get(i) + "=' || " + part + " END");
        }
        String value =
                "CASE WHEN v.trait = 'address' THEN concat_ws('; ', " + String.join(", ", parts) + ") ELSE v.value END";
        String contested = "SELECT i.profile_id, v.trait, " + value
                + " AS value, r.source, r.record_id, r.observed_at, v.rule, v.rank, v.records FROM gold_values v"
                + " JOIN gold_ids i ON i.cluster_no = v.cluster_no JOIN records r ON r.record_no = v.record_no"
                + " WHERE v.rule <> 'unopposed'";
        String misfits = "SELECT i.profile_id, f.trait, f.value, r.source, r.record_id, r.observed_at,"
                + " f.rule, CAST(NULL AS BIGINT), f.records FROM (SELECT c.cluster_no, m.trait,"
                + " m.rule, m.value, min(m.record_no) AS record_no, count(*) AS records FROM gold_misfits m"
                + " JOIN clusters c ON c.record_no = m.record_no GROUP BY c.cluster_no, m.trait, m.rule, m.value) f"
                + " JOIN gold_ids i ON i.cluster_no = f.cluster_no JOIN records r ON r.record_no = f.record_no";
        return Statement.of(contested + " UNION ALL " + misfits);
    }
}
