package io.tarn.server.report;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.policy.SemanticTag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The columns of a record that a comparison looks at, so that a reader sees what was compared. */
public final class FieldsCompared {
    private FieldsCompared() {}

    /** The tags of the columns behind a comparison, by its label; empty for what compares no column. */
    public static List<SemanticTag> of(String comparison) {
        return Arrays.stream(ComparisonKind.values())
                .filter(kind -> kind.label().equals(comparison))
                .findFirst()
                .map(FieldsCompared::of)
                .orElse(List.of());
    }

    private static List<SemanticTag> of(ComparisonKind kind) {
        return switch (kind) {
            case NAME -> List.of(SemanticTag.FULL_NAME, SemanticTag.FIRST_NAME, SemanticTag.LAST_NAME);
            case MIDDLE_NAME -> List.of(SemanticTag.MIDDLE_NAME);
            case BIRTH_DATE -> List.of(SemanticTag.BIRTH_DATE, SemanticTag.AGE);
            case EMAIL -> List.of(SemanticTag.EMAIL);
            case PHONE -> List.of(SemanticTag.PHONE);
            case NATIONAL_ID -> List.of(SemanticTag.NATIONAL_ID);
            case USER_ID -> List.of(SemanticTag.USER_ID);
            case EXTERNAL_ID -> List.of(SemanticTag.EXTERNAL_ID);
            case DEVICE_ID -> List.of(SemanticTag.DEVICE_ID);
            case STREET -> List.of(SemanticTag.STREET, SemanticTag.HOUSE_NUMBER, SemanticTag.ADDRESS);
            case UNIT -> List.of(SemanticTag.UNIT);
            case POSTCODE -> List.of(SemanticTag.POSTCODE);
            case CITY -> List.of(SemanticTag.CITY);
            case REGION -> List.of(SemanticTag.REGION);
            case BIRTH_PLACE -> List.of(SemanticTag.BIRTH_PLACE);
            case OCCUPATION -> List.of(SemanticTag.OCCUPATION);
            case ORGANIZATION -> List.of(SemanticTag.ORGANIZATION);
            case GENDER -> List.of(SemanticTag.GENDER);
            case URL -> List.of(SemanticTag.URL);
            case LOCATION -> List.of(SemanticTag.LATITUDE, SemanticTag.LONGITUDE);
            case OWN_MATCHER -> List.of();
        };
    }

    /** Every column that some comparison looks at, in the order of the tags. */
    public static List<SemanticTag> all() {
        return Arrays.stream(ComparisonKind.values())
                .flatMap(kind -> of(kind).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The column of the table of records that holds values of a tag. */
    public static String column(SemanticTag tag) {
        return tag.name().toLowerCase(Locale.ROOT);
    }

    /** The words for people. */
    public static String words(SemanticTag tag) {
        return column(tag).replace('_', ' ');
    }
}
