package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.MatchField;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An age stands in for a date of birth. */
final class AgeTest {
    private static final DateComparer COMPARER = new DateComparer();

    @ParameterizedTest
    @CsvSource({"43, 43, year", "43, 43.0, year", "43, 45, within a year", "43, 46, other age", "43, 71, other age"})
    void isComparedWithAges(String one, String other, String level) {
        int found = COMPARER.level(day("", one), day("", other));

        assertThat(COMPARER.levels().get(found - 1).name()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"1984-03-12, 43, '', 43", "1984, '', '', 43"})
    void isNotComparedWithDates(String date, String age, String otherDate, String otherAge) {
        assertThat(COMPARER.level(day(date, age), day(otherDate, otherAge))).isZero();
    }

    private static DateComparer.Day day(String date, String age) {
        Map<MatchField, String> record = new EnumMap<>(MatchField.class);
        record.put(MatchField.BIRTH_DATE, date);
        record.put(MatchField.AGE, age);
        return Objects.requireNonNull(COMPARER.prepare(record::get, new Words()));
    }
}
