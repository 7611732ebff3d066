package io.tarn.loop.audience;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.ColumnType.MapOf;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.EventTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The rows of {@code gold.profile_states} in SQL: what was told and did not change since, what did, and who is known
 * from a gold run only. Confined to one writing.
 */
final class StateRows {
    /** Of each profile that changed since, which row is its newest. */
    private static final String SINCE = "stated_since";
    /** The parts of live profiles that are not their only one. */
    private static final String HOLDERS = "stated_holders";

    private static final String CHANGES = EventTables.PROFILE_CHANGES.name().toString();
    private static final String STATES = EventTables.PROFILE_STATES.name().toString();
    private static final String UNCHANGED = "NOT EXISTS (SELECT 1 FROM " + SINCE + " n WHERE n.profile_id = ";
    private static final String OF_LIVE = "s.state IN ('live', 'merged', 'forgotten')";

    private final Dialect dialect;
    private final Optional<ToldStates> told;
    private final GoldSide gold;
    private final List<String> traits;
    private final String newer;

    /** @param traits those that are to have a column; all that had one are among them */
    StateRows(Dialect dialect, Optional<ToldStates> told, GoldSide gold, List<String> traits) {
        this.dialect = dialect;
        this.told = told;
        this.gold = gold;
        this.traits = traits;
        this.newer = "p.log_offset > " + told.map(ToldStates::through).orElse(-1L);
    }

    /** What is to be run before {@link #all}. */
    List<String> steps() {
        String alone = dialect.listOfTexts(List.of("p.profile_id"));
        String since = "CREATE TEMP TABLE " + SINCE + " AS SELECT p.profile_id, max(p.log_offset) AS log_offset, "
                + dialect.newest("p.state", "p.log_offset") + " AS state, "
                + dialect.newest(
                        "CASE WHEN p.constituents = " + alone + " THEN NULL ELSE p.constituents END", "p.log_offset")
                + " AS parts FROM " + CHANGES + " p WHERE " + newer + " GROUP BY p.profile_id";
        String parts = "SELECT n.profile_id, " + dialect.unnested("n.parts") + " AS part FROM " + SINCE
                + " n WHERE n.state = 'live' AND n.parts IS NOT NULL";
        String toldParts = " UNION ALL SELECT s.profile_id, " + dialect.unnested("s.parts") + " AS part FROM " + STATES
                + " s WHERE s.state = 'live' AND s.parts IS NOT NULL AND " + UNCHANGED + "s.profile_id)";
        String holders = "CREATE TEMP TABLE " + HOLDERS + " AS SELECT part, min(profile_id) AS holder FROM (" + parts
                + (told.isPresent() ? toldParts : "") + ") h GROUP BY part";
        return List.of(since, holders);
    }

    /**
     * All rows.
     *
     * @param through the newest change that the session sees
     * @param goldVersions the gold run that it reads
     */
    Statement all(long through, String goldVersions) {
        StringBuilder rows = new StringBuilder(changed());
        told.ifPresent(_ -> rows.append(" UNION ALL ").append(unchanged()));
        if (told.filter(ToldStates::tellsGold).isPresent()) {
            rows.append(" UNION ALL ").append(toldGold());
        } else {
            gold.called(Set.of(LivingRelations.IDENTIFIERS))
                    .ifPresent(customers -> rows.append(" UNION ALL ").append(newGold(customers)));
        }
        String text = dialect.typeName(Scalar.STRING);
        return Statement.of(
                "SELECT r.*, CAST(? AS " + dialect.typeName(Scalar.LONG) + ") AS through_offset, CAST(? AS " + text
                        + ") AS gold_versions, CAST(? AS " + text + ") AS told_traits FROM (" + rows + ") r",
                through,
                goldVersions,
                AudienceLake.list(traits));
    }

    /** The newest rows of what changed since. */
    private String changed() {
        String own = "SELECT p.profile_id, n.state, " + nothing() + " AS held_by, n.parts, p.identifiers, p.consents, "
                + dialect.mapWithout("p.traits", traits, Optional.of("value")) + " AS traits"
                + columns(trait -> dialect.mapValue("p.traits", trait) + "." + dialect.quote("value"));
        return own + " FROM " + CHANGES + " p JOIN " + SINCE
                + " n ON n.profile_id = p.profile_id AND n.log_offset = p.log_offset WHERE " + newer;
    }

    private String unchanged() {
        return "SELECT s.profile_id, s.state, s.held_by, s.parts" + toldColumns() + " FROM " + STATES + " s WHERE "
                + OF_LIVE + " AND " + UNCHANGED + "s.profile_id)";
    }

    /** Who is known from the gold run that was told of; whether somebody holds it may be otherwise now. */
    private String toldGold() {
        return "SELECT s.profile_id, " + held() + ", s.parts" + toldColumns() + " FROM " + STATES + " s LEFT JOIN "
                + HOLDERS + " h ON h.part = s.profile_id WHERE s.state IN ('gold', 'held') AND " + UNCHANGED
                + "s.profile_id)";
    }

    /** Who is known from another gold run. */
    private String newGold(String customers) {
        Map<String, String> rest = new LinkedHashMap<>();
        gold.traits().keySet().stream()
                .filter(trait -> !traits.contains(trait))
                .sorted()
                .forEach(trait -> rest.put(trait, gold.said(trait)));
        String none = "CAST(NULL AS " + dialect.typeName(new MapOf(Scalar.STRING)) + ")";
        return "SELECT c.profile_id, " + held() + ", NULL AS parts, " + gold.known(LivingRelations.IDENTIFIERS)
                + " AS identifiers, " + gold.known(LivingRelations.CONSENTS) + " AS consents, "
                + (rest.isEmpty() ? none : dialect.mapOfTexts(rest)) + " AS traits" + columns(gold::said) + " FROM "
                + customers + " c LEFT JOIN " + HOLDERS + " h ON h.part = c.profile_id WHERE " + UNCHANGED
                + "c.profile_id)"
                + (told.isPresent()
                        ? " AND NOT EXISTS (SELECT 1 FROM " + STATES + " s WHERE " + OF_LIVE
                                + " AND s.profile_id = c.profile_id)"
                        : "");
    }

    private static String held() {
        return "CASE WHEN h.part IS NULL THEN 'gold' ELSE 'held' END AS state, h.holder AS held_by";
    }

    /** What was told as it stands; a trait that has a column only now was among the others. */
    private String toldColumns() {
        Set<String> before = told.map(ToldStates::traits).orElse(Set.of());
        List<String> added =
                traits.stream().filter(trait -> !before.contains(trait)).toList();
        String rest = added.isEmpty() ? "s.traits" : dialect.mapWithout("s.traits", added, Optional.empty());
        return ", s.identifiers, s.consents, " + rest + " AS traits"
                + columns(trait -> before.contains(trait)
                        ? "s." + dialect.quote(ToldStates.column(trait))
                        : dialect.mapValue("s.traits", trait));
    }

    private String columns(UnaryOperator<String> value) {
        return traits.stream()
                .map(trait -> ", " + value.apply(trait) + " AS " + dialect.quote(ToldStates.column(trait)))
                .collect(Collectors.joining());
    }

    private String nothing() {
        return "CAST(NULL AS " + dialect.typeName(Scalar.STRING) + ")";
    }
}
