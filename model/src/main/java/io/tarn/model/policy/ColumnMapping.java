package io.tarn.model.policy;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a column of a source means and how its values are brought into one form.
 *
 * @param column the column as the source names it
 * @param path the names that lead to the value inside a nested column, empty for the column itself
 * @param tag what it means
 * @param type the type of the trait in gold
 * @param trait the trait's name, for values that have no canonical column
 * @param rules applied in this order
 */
public record ColumnMapping(
        String column,
        List<String> path,
        SemanticTag tag,
        TraitType type,
        String trait,
        List<NormalizationRule> rules) {
    private static final Pattern TRAIT = Pattern.compile("[a-z][a-z0-9_]{0,127}");

    public ColumnMapping {
        path = List.copyOf(path);
        rules = List.copyOf(rules);
        if (column.isEmpty()) {
            throw new TarnException(ErrorCode.INVALID_DEFINITION, "A mapping names no column: give its name.");
        }
        if (!isTraitName(trait)) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "'" + trait + "' cannot name the trait of column '" + column
                            + "': use lower-case letters, digits and underscores, starting with a letter.");
        }
    }

    /** Whether a text can name a trait. */
    public static boolean isTraitName(String text) {
        return TRAIT.matcher(text).matches();
    }

    /** The column and its path as people write them: {@code customer.address.city}. */
    public String label() {
        return path.isEmpty() ? column : column + "." + String.join(".", path);
    }
}
