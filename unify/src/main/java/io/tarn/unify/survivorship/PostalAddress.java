package io.tarn.unify.survivorship;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a postal address as one value, because they survive together: a street of one record and a city of
 * another are no address.
 */
public final class PostalAddress {
    /** The trait that stands for all parts in rules and provenance. */
    public static final String TRAIT = "address";

    /** The columns of the parts, in the order in which the value holds them. */
    public static final List<String> PARTS =
            List.of("address", "house_number", "street", "unit", "city", "region", "postcode", "country");

    private static final char SEPARATOR = '\u001f';

    /** The value of parts given in the order of {@link #PARTS}; null when all are. */
    public static @Nullable String join(List<@Nullable String> parts) {
        StringBuilder value = new StringBuilder();
        boolean known = false;
        for (int i = 0; i < PARTS.size(); i++) {
            String part = parts.get(i);
            if (i > 0) {
                value.append(SEPARATOR);
            }
            if (part != null) {
                known = true;
                value.append(part.replace(SEPARATOR, ' '));
            }
        }
        return known ? value.toString() : null;
    }

    static boolean isDeliverable(String value) {
        String[] parts = value.split(String.valueOf(SEPARATOR), -1);
        return parts.length == PARTS.size()
                && (!parts[0].isEmpty() || !parts[2].isEmpty())
                && (!parts[4].isEmpty() || !parts[6].isEmpty());
    }

    static String joinSql(String table) {
        StringBuilder join = new StringBuilder();
        StringBuilder known = new StringBuilder();
        for (String part : PARTS) {
            join.append(join.isEmpty() ? "" : " || chr(31) || ")
                    .append("replace(coalesce(")
                    .append(table)
                    .append(part)
                    .append(", ''), chr(31), ' ')");
            known.append(known.isEmpty() ? "" : ", ").append(table).append(part);
        }
        return "CASE WHEN coalesce(" + known + ") IS NOT NULL THEN " + join + " END";
    }

    static String deliverableSql(String value) {
        String parts = "string_split(" + value + ", chr(31))";
        return "(len(" + parts + ") = 8 AND (" + parts + "[1] <> '' OR " + parts + "[3] <> '') AND (" + parts
                + "[5] <> '' OR " + parts + "[7] <> ''))";
    }

    private PostalAddress() {}
}
