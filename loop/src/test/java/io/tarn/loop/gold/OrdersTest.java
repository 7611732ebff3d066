package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.loop.gold.ProfileCard.Link;
import io.tarn.loop.testing.TestingHome;
import io.tarn.model.identity.Band;
import io.tarn.model.policy.IdentityRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of orders, in which each customer stands once an order, and a few of them make most. */
class OrdersTest {
    private static final int CUSTOMERS = 60;
    private static final int ORDERS = 1_400;

    private static final List<String> GIVEN = List.of("Ada", "Ben", "Cleo", "Dora", "Emil", "Fritz", "Greta");
    private static final List<String> FAMILY =
            List.of("Albers", "Brunner", "Castell", "Drechsler", "Ebner", "Fuchs", "Gerlach", "Hofmann", "Imhof");

    @TempDir
    private Path folder;

    @Test
    void makeOneProfileOfEachCustomerHoweverMuchHeBoughtAndWherever() throws IOException {
        Path place = folder.resolve("arriving");
        Files.createDirectories(place);
        Files.write(place.resolve("orders.csv"), orders());
        try (TestingHome home = TestingHome.of(folder.resolve("home"), place, IdentityRules.defaults())) {
            home.unify();

            assertThat(home.rows("SELECT count(*), count(DISTINCT email) FROM (SELECT DISTINCT p.profile_id, r.email"
                            + " FROM identity.profiles p JOIN silver.records r USING (source, record_id))"))
                    .containsExactly(CUSTOMERS + "|" + CUSTOMERS);
            String best = home.rows("SELECT profile_id FROM gold.customers ORDER BY record_count DESC LIMIT 1")
                    .getFirst();
            List<String> followers = home.rows("SELECT record_id FROM identity.blocks b JOIN identity.profiles p USING"
                    + " (source, record_id) WHERE len(blocks) = 0 AND p.profile_id = '" + best + "' ORDER BY 1");
            assertThat(followers).hasSizeGreaterThan(ORDERS / 2);
            try (LakeSession session = home.lake().open(new ReadPoint.Latest())) {
                Explainer explainer = new Explainer(session);
                ProfileCard card = explainer.profile(best);
                assertThat(card.linked()).isGreaterThan(card.links().size());
                assertThat(card.links())
                        .isSortedAccordingTo(
                                Comparator.comparingDouble(Link::weight).reversed());
                assertThat(home.rows("SELECT min(l.weight) = "
                                + card.links().getLast().weight()
                                + " FROM identity.links l JOIN identity.profiles p ON p.source = l.left_source AND"
                                + " p.record_id = l.left_record_id WHERE p.profile_id = '" + best + "'"))
                        .containsExactly("true");
                Connection connection = explainer.records(followers.getFirst(), followers.getLast());
                assertThat(connection.isOneProfile()).isTrue();
                assertThat(connection.path()).isNotEmpty().allSatisfy(link -> {
                    assertThat(link.band()).isEqualTo(Band.AUTOMATIC.word());
                    assertThat(link.evidence()).isNotEmpty();
                });
            }
        }
    }

    /** The first customer has most, the last one a single one. */
    private static List<String> orders() {
        Random random = new Random(1);
        List<String> lines = new ArrayList<>(List.of("order_id,first_name,last_name,email,phone,street,city,amount"));
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            String given = GIVEN.get(customer % GIVEN.size());
            String family = FAMILY.get(customer / GIVEN.size());
            for (int order = 0; order < Math.max(1, ORDERS / (1 + customer * customer)); order++) {
                int home = random.nextInt(5) == 0 ? random.nextInt(60) : customer;
                lines.add(String.format(
                        Locale.ROOT,
                        "o%d,%s,%s,%s.%s@example.com,+49 30 %d,Seeweg %d,Town %d,%d",
                        lines.size(),
                        given,
                        family,
                        given.toLowerCase(Locale.ROOT),
                        family.toLowerCase(Locale.ROOT),
                        5_550_000 + customer,
                        home,
                        home % 7,
                        random.nextInt(200)));
            }
        }
        return lines;
    }
}
