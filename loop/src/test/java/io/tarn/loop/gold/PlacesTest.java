package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.loop.testing.TestingHome;
import io.tarn.model.policy.IdentityRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places of which nothing is known but what they are called and where they lie. */
final class PlacesTest {
    private static final int PLACES = 400;
    private static final List<String> FIRST =
            List.of("Golden", "Harbor", "Corner", "Lakeside", "Royal", "Little", "Old Town", "Green", "Blue", "Silver");
    private static final List<String> SECOND =
            List.of("Dragon", "Bakery", "Garden", "Palace", "Kitchen", "Lion", "Star");
    private static final List<String> KINDS = List.of("Restaurant", "Cafe", "Grill", "Hotel");

    @TempDir
    private Path home;

    @Test
    void areFoundByTheirCoordinatesAndNamesakesElsewhereKeptApart() throws IOException {
        Path file = home.resolve("places.csv");
        Files.writeString(file, places());
        try (TestingHome tarn = TestingHome.of(home.resolve("home"), file, IdentityRules.defaults())) {
            tarn.unify();

            String pairs = "SELECT count(*) FROM identity.profiles a JOIN identity.profiles b"
                    + " ON a.record_id LIKE 'a%' AND b.record_id LIKE 'b%' AND a.profile_id = b.profile_id";
            assertThat(count(tarn, pairs + " WHERE substr(a.record_id, 2) = substr(b.record_id, 2)"))
                    .as("places found again")
                    .isGreaterThan(PLACES * 9 / 10);
            assertThat(count(tarn, pairs + " WHERE substr(a.record_id, 2) <> substr(b.record_id, 2)"))
                    .as("places taken for others")
                    .isLessThan(PLACES / 100);
            assertThat(tarn.rows("SELECT DISTINCT typeof(lat) FROM gold.customers"))
                    .containsExactly("DOUBLE");
            assertThat(count(tarn, "SELECT count(*) FROM silver.records WHERE latitude <> attributes['lat']"))
                    .isZero();
        }
    }

    private static long count(TestingHome tarn, String sql) {
        return Long.parseLong(tarn.rows(sql).getFirst());
    }

    /** Each place twice, measured some meters apart and written a little differently. */
    private static String places() {
        Random random = new Random(7);
        StringBuilder csv = new StringBuilder("record_id,place name,lat,lng\n");
        for (int place = 0; place < PLACES; place++) {
            String name = drawn(FIRST, random) + " " + drawn(SECOND, random) + " " + drawn(KINDS, random);
            double latitude = 48 + random.nextGaussian() / 10;
            double longitude = 11 + random.nextGaussian() / 10;
            for (String listed : List.of("a", "b")) {
                String said = listed.equals("b") && place % 3 == 0 ? name + " Ltd" : name;
                csv.append(String.format(
                        Locale.ROOT,
                        "%s%d,%s,%.6f,%.6f%n",
                        listed,
                        place,
                        said,
                        latitude + random.nextGaussian() / 10_000,
                        longitude + random.nextGaussian() / 10_000));
            }
        }
        return csv.toString();
    }

    private static String drawn(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
