package io.tarn.lake.view;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import io.tarn.lake.view.LivingProfiles.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The live view: every customer as known now, by {@link LivingProfiles}.
 *
 * <p>Traits that {@code gold.customers} has a column for have one here too, as text (the birth date as a date); all are
 * in {@code traits}.
 */
public final class LiveView {
    public static final LakeView VIEW = new LakeView(
            TableName.of("gold.live_customers"),
            "live",
            "Every customer as known now",
            LivingProfiles.OVER,
            LiveView::query);

    /** The columns beside the traits: taken from the live row, NULL without one. */
    private static final List<String> LIVE =
            List.of("changed_at", "log_offset", "constituents", "identifiers", "consents", "computed", "traits");

    private static final Set<String> NO_TRAIT = Set.of("profile_id");

    private LiveView() {}

    private static String query(Dialect dialect, Function<TableContract, Optional<String>> called) {
        List<Asked> columns = new ArrayList<>();
        for (String column : LIVE) {
            columns.add(new Asked(column, "p." + column, "CAST(NULL AS " + dialect.typeName(type(column)) + ")"));
        }
        for (Column trait : traits()) {
            String value = dialect.mapValue("p.traits", trait.name()) + "." + dialect.quote("value");
            columns.add(new Asked(
                    trait.name(),
                    trait.type() == Scalar.STRING ? value : dialect.tryCast(value, trait.type()),
                    "c." + dialect.quote(trait.name())));
        }
        return LivingProfiles.query(dialect, called, columns);
    }

    private static List<Column> traits() {
        return GoldTables.CUSTOMERS.columns().stream()
                .filter(column -> !NO_TRAIT.contains(column.name()))
                .filter(column -> column.type() == Scalar.STRING || column.type() == Scalar.DATE)
                .toList();
    }

    private static ColumnType type(String name) {
        return EventTables.PROFILE_CHANGES.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow()
                .type();
    }
}
