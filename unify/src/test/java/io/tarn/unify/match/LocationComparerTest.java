package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.MatchField;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LocationComparerTest {
    private static final double METERS_PER_DEGREE = 111_195;
    private static final LocationComparer COMPARER = new LocationComparer();
    private static final Words WORDS = new Words();

    @ParameterizedTest
    @CsvSource({
        "48.13743, 11.57549, 48.13745, 11.57560, within 100 m",
        "48.13743, 11.57549, 48.14743, 11.57549, within 2 km",
        "48.13743, 11.57549, 52.52000, 13.40500, farther",
        "65.00000, 179.99990, 65.00000, -179.99990, within 100 m",
        "-33.8568, 151.2153, 33.8568, 151.2153, farther",
    })
    void tellsHowFarTwoPlacesAreApart(String latitude, String longitude, String other, String another, String level) {
        int found = COMPARER.level(point(latitude, longitude), point(other, another));

        assertThat(COMPARER.levels().get(found - 1).name()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"'', 11.5", "48.1, ''", "0, 0.0", "91, 11.5", "48.1, 200", "north, 11.5", "NaN, 11.5", "Infinity, 1"})
    void knowsNothingWhereACoordinateIsNone(String latitude, String longitude) {
        assertThat(COMPARER.prepare(record(latitude, longitude), WORDS)).isNull();
    }

    @Test
    void knowsAPlaceOnTheEquator() {
        assertThat(COMPARER.prepare(record("0", "32.58"), WORDS)).isNotNull();
    }

    /** What is near each other meets in blocks, wherever it lies. */
    @Property
    void sharesACellWithWhateverIsNear(
            @ForAll @DoubleRange(min = -84, max = 84) @Scale(6) double latitude,
            @ForAll @DoubleRange(min = -179, max = 179) @Scale(6) double longitude,
            @ForAll @DoubleRange(min = 0, max = 6.28) double direction,
            @ForAll @DoubleRange(min = 0, max = 0.99) double share) {
        for (int meters : new int[] {LocationComparer.NEAR_METERS, LocationComparer.AREA_METERS}) {
            double apart = share * meters / METERS_PER_DEGREE;
            LocationComparer.Point one = new LocationComparer.Point(latitude, longitude, 1);
            LocationComparer.Point other = new LocationComparer.Point(
                    latitude + apart * Math.sin(direction),
                    longitude + apart * Math.cos(direction) / Math.cos(Math.toRadians(latitude)),
                    2);

            assertThat(Arrays.stream(one.cells(meters))
                            .filter(cell -> Arrays.stream(other.cells(meters)).anyMatch(another -> another == cell)))
                    .isNotEmpty();
        }
    }

    private static LocationComparer.Point point(String latitude, String longitude) {
        return Objects.requireNonNull(COMPARER.prepare(record(latitude, longitude), WORDS));
    }

    private static RecordValues record(String latitude, String longitude) {
        return Map.of(MatchField.LATITUDE, latitude, MatchField.LONGITUDE, longitude)::get;
    }
}
