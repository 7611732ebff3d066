package io.tarn.server.report;

import io.tarn.lake.LakeSession;
import io.tarn.lake.TableState;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.TableName;
import io.tarn.server.report.Survivorship.TraitSurvival;
import io.tarn.server.report.Survivorship.Winner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads which values survived from the gold tables, and what happened to profiles from their history. */
final class LakeGold {
    private static final Set<String> BOOKKEEPING = Set.of(
            "profile_id",
            "record_count",
            "sources",
            "first_seen",
            "last_seen",
            "provenance",
            "emails",
            "phones",
            "birth_date_text");
    private static final String ADDRESS = "address";
    private static final List<String> ADDRESS_PARTS =
            List.of("house_number", "street", "unit", "city", "region", "postcode");

    private final LakeSession session;

    private LakeGold(LakeSession session) {
        this.session = session;
    }

    static Survivorship survivorship(LakeSession session, Map<TableName, TableState> tables) {
        TableState customers = tables.get(GoldTables.CUSTOMERS.name());
        if (customers == null || !tables.containsKey(GoldTables.TRAITS.name())) {
            return new Survivorship(List.of());
        }
        LakeGold gold = new LakeGold(session);
        Map<String, Long> filled = gold.filled(customers.columns());
        Map<String, List<Won>> won = gold.won();
        List<TraitSurvival> traits = new ArrayList<>();
        filled.forEach((trait, profiles) -> {
            if (profiles > 0) {
                traits.add(survival(trait, profiles, won.getOrDefault(trait, List.of())));
            }
        });
        traits.sort(
                Comparator.comparingLong(TraitSurvival::conflicts).reversed().thenComparing(TraitSurvival::trait));
        return new Survivorship(traits);
    }

    private record Won(String source, String rule, long times) {}

    private Map<String, Long> filled(List<Column> columns) {
        List<String> traits = columns.stream()
                .map(Column::name)
                .filter(name -> !BOOKKEEPING.contains(name))
                .toList();
        String counts = traits.stream()
                .map(trait -> "count(" + session.dialect().quote(trait) + ")")
                .collect(Collectors.joining(", "));
        String address = "count(coalesce(address, street, city, postcode))";
        return session.query(
                        Statement.of("SELECT " + counts + ", " + address + " FROM " + GoldTables.CUSTOMERS.name()),
                        row -> {
                            Map<String, Long> filled = new TreeMap<>();
                            for (int i = 0; i < traits.size(); i++) {
                                if (!ADDRESS_PARTS.contains(traits.get(i))) {
                                    filled.put(traits.get(i), row.number(i));
                                }
                            }
                            filled.put(ADDRESS, row.number(traits.size()));
                            return filled;
                        })
                .getFirst();
    }

    private Map<String, List<Won>> won() {
        Map<String, List<Won>> won = new HashMap<>();
        Statement winners = Statement.of("SELECT t.trait, t.source, t.rule, count(*) FROM " + GoldTables.TRAITS.name()
                + " t WHERE t.rank = 1 AND EXISTS (SELECT 1 FROM " + GoldTables.TRAITS.name() + " o WHERE o.profile_id"
                + " = t.profile_id AND o.trait = t.trait AND o.rank > 1) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3");
        session.forEach(
                winners,
                row -> won.computeIfAbsent(text(row.text(0)), trait -> new ArrayList<>())
                        .add(new Won(text(row.text(1)), text(row.text(2)), row.number(3))));
        return won;
    }

    private static TraitSurvival survival(String trait, long filled, List<Won> won) {
        List<Winner> winners = summed(won, Won::source).entrySet().stream()
                .map(entry -> new Winner(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Winner::wins).reversed().thenComparing(Winner::source))
                .toList();
        String rules = summed(won, Won::rule).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(3)
                .map(entry -> entry.getKey().replace('_', ' '))
                .collect(Collectors.joining(", "));
        long conflicts = won.stream().mapToLong(Won::times).sum();
        return new TraitSurvival(trait, rules.isEmpty() ? "—" : rules, filled, conflicts, winners);
    }

    private static Map<String, Long> summed(List<Won> won, java.util.function.Function<Won, String> key) {
        return won.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.summingLong(Won::times)));
    }

    /** What history says of one run; empty when the run is the first. */
    static Optional<Changes> changes(
            LakeSession session, Set<TableName> tables, String runId, Optional<String> previousRun) {
        if (previousRun.isEmpty() || !tables.contains(IdentityTables.HISTORY.name())) {
            return Optional.empty();
        }
        Map<String, Long> counts = new HashMap<>();
        session.forEach(
                Statement.of(
                        "SELECT kind, count(*) FROM " + IdentityTables.HISTORY.name()
                                + " WHERE run_id = ? GROUP BY kind ORDER BY kind",
                        runId),
                row -> counts.put(text(row.text(0)), row.number(1)));
        List<Changes.Example> examples = session.query(
                Statement.of(
                        "SELECT kind, profile_id, coalesce(other_profile_id, ''), records FROM "
                                + IdentityTables.HISTORY.name() + " WHERE run_id = ? AND kind IN ('merged', 'split',"
                                + " 'unmerged') ORDER BY records DESC, kind, profile_id, other_profile_id LIMIT 200",
                        runId),
                row -> new Changes.Example(text(row.text(0)), text(row.text(1)), text(row.text(2)), row.number(3)));
        long unchanged = session.query(
                        Statement.of(
                                "SELECT count(DISTINCT profile_id) FROM " + IdentityTables.PROFILES.name()
                                        + " WHERE profile_id NOT IN (SELECT profile_id FROM "
                                        + IdentityTables.HISTORY.name()
                                        + " WHERE run_id = ? AND profile_id IS NOT NULL) AND profile_id NOT IN"
                                        + " (SELECT other_profile_id FROM " + IdentityTables.HISTORY.name()
                                        + " WHERE run_id = ? AND other_profile_id IS NOT NULL)",
                                runId,
                                runId),
                        row -> row.number(0))
                .getFirst();
        return Optional.of(new Changes(
                previousRun.get(),
                unchanged,
                counts.getOrDefault("created", 0L),
                counts.getOrDefault("merged", 0L),
                counts.getOrDefault("split", 0L),
                counts.getOrDefault("retired", 0L),
                examples));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
