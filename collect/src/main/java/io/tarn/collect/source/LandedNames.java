package io.tarn.collect.source;

import io.tarn.lake.table.BronzeTables;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names under which a source's columns land.
 *
 * <p>A name stays as it is, letter by letter and case by case, but for what an open table cannot hold: each run of
 * blanks, control characters and {@code ,;{}()=} becomes one underscore, and none stays at an end that had none. A
 * column without a name becomes {@code column_N}. Names that differ by case alone, or that are ours, get a number:
 * {@code name_2}. The name in the file stays in the column's meaning.
 */
public final class LandedNames {
    /** More columns than this are no table about customers. */
    public static final int COLUMNS_MAX = 20_000;

    private static final String FORBIDDEN = " ,;{}()\n\t=";
    private static final int LENGTH_MAX = 255;

    private final List<Column> columns = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    public LandedNames() {
        BronzeTables.LANDING.forEach(ours -> taken.add(ours.name()));
    }

    /** The columns of these names, all of one type, in their order. */
    public static LandedNames of(List<String> names, ColumnType type) {
        LandedNames landed = new LandedNames();
        names.forEach(name -> landed.add(name, type));
        return landed;
    }

    /** Adds the next column and gives it its name. */
    public Column add(String name, ColumnType type) {
        if (columns.size() == COLUMNS_MAX) {
            throw new TarnException(
                    ErrorCode.LIMIT_REACHED,
                    "More than " + COLUMNS_MAX + " columns cannot be landed. Are keys of the data used as names?");
        }
        String safe = safe(name);
        if (safe.isEmpty()) {
            safe = "column_" + (columns.size() + 1);
        }
        String unique = safe;
        for (int number = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); number++) {
            unique = safe + "_" + number;
        }
        if (!unique.equals(safe)) {
            warnings.add("Column '" + name + "' stands twice, or under a name of ours: column " + (columns.size() + 1)
                    + " lands as '" + unique + "'.");
        }
        Column column = Column.personal(unique, type, meaning(name, unique));
        columns.add(column);
        return column;
    }

    public List<Column> columns() {
        return List.copyOf(columns);
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    private static String meaning(String name, String landed) {
        if (name.isBlank()) {
            return "Column without a name in the source";
        }
        return name.equals(landed) ? "As landed" : "As landed; '" + name + "' in the source";
    }

    private static String safe(String name) {
        String trimmed = name.strip();
        StringBuilder safe = new StringBuilder(trimmed.length());
        boolean pending = false;
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            if (FORBIDDEN.indexOf(c) >= 0 || Character.isISOControl(c)) {
                pending = !safe.isEmpty();
                continue;
            }
            if (pending && safe.charAt(safe.length() - 1) != '_' && c != '_') {
                safe.append('_');
            }
            pending = false;
            safe.append(c);
        }
        return safe.length() > LENGTH_MAX ? safe.substring(0, LENGTH_MAX) : safe.toString();
    }
}
