package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.loop.testing.TestingHome;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.SourceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sources of a shop, some of which know customers by number alone. */
class KeyReferencesRunTest {
    private static final int CUSTOMERS = 120;
    private static final List<String> GIVEN = List.of("Ada", "Ben", "Cleo", "Dora", "Emil", "Fritz", "Greta", "Hugo");
    private static final List<String> FAMILY =
            List.of("Albers", "Brunner", "Castell", "Drechsler", "Ebner", "Fuchs", "Gerlach", "Hofmann", "Imhof");
    private static final List<String> TOWNS = List.of("Ulm", "Kiel", "Trier", "Jena", "Bonn");

    private final Random random = new Random(7);

    @TempDir
    private Path folder;

    /** Keys as they come. */
    enum Keys {
        /** Numbers that count from one. */
        COUNTING,
        OPAQUE;

        String of(int customer) {
            return switch (this) {
                case COUNTING -> String.valueOf(1 + customer);
                case OPAQUE -> "c-" + Integer.toHexString((customer + 5) * 7_654_321);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void joinOrdersToTheCustomersWhoseKeysTheyCarry(Keys keys) throws IOException {
        try (TestingHome home = home("customers", customers("id", keys))) {
            home.declare(source("orders", orders("customer_id", keys, 10)));
            home.unify(GoldOrder.Rerun.WHEN_CHANGED);

            assertThat(tag(home, "customers", SemanticTag.EXTERNAL_ID)).containsExactly("id");
            assertThat(profiles(home)).isEqualTo(CUSTOMERS + 10);
            assertThat(home.rows("SELECT count(*) FROM (SELECT external_id FROM silver.records r JOIN"
                            + " identity.profiles p USING (source, record_id) GROUP BY 1"
                            + " HAVING count(DISTINCT p.profile_id) > 1)"))
                    .containsExactly("0");
        }
    }

    @Test
    void joinOrdersThatComeLaterUntilAPersonSaysOtherwise() throws IOException {
        try (TestingHome home = home("customers", customers("id", Keys.COUNTING))) {
            home.unify(GoldOrder.Rerun.WHEN_CHANGED);
            assertThat(tag(home, "customers", SemanticTag.EXTERNAL_ID)).isEmpty();
            List<String> before = home.rows("SELECT record_id, profile_id FROM identity.profiles ORDER BY 1");

            home.declare(source("orders", orders("customer_id", Keys.COUNTING, 0)));
            home.unify(GoldOrder.Rerun.WHEN_CHANGED);
            assertThat(tag(home, "customers", SemanticTag.EXTERNAL_ID)).containsExactly("id");
            assertThat(profiles(home)).isEqualTo(CUSTOMERS);
            assertThat(home.rows("SELECT record_id, profile_id FROM identity.profiles WHERE source = 'customers'"
                            + " ORDER BY 1"))
                    .isEqualTo(before);

            SourceDefinition customers = home.source("customers");
            home.declare(customers.withColumns(
                    customers.columns().stream()
                            .filter(column -> column.tag() != SemanticTag.EXTERNAL_ID)
                            .toList(),
                    customers.key(),
                    customers.observedAt(),
                    customers.region()));
            home.unify(GoldOrder.Rerun.WHEN_CHANGED);
            assertThat(tag(home, "customers", SemanticTag.EXTERNAL_ID)).isEmpty();
            assertThat(profiles(home)).isGreaterThan(CUSTOMERS);
        }
    }

    @Test
    void knowsNumbersOfAnotherSystemByTheNamesBesideThem() throws IOException {
        List<String> tickets = new ArrayList<>(List.of("ticket,user_id,requester_email,requester_name,subject"));
        for (int ticket = 0; ticket < 90; ticket++) {
            int customer = CUSTOMERS - 1 - ticket;
            tickets.add("T" + ticket + "," + (1 + ticket) + "," + mail(customer) + "," + given(customer) + " "
                    + family(customer) + ",Where is my parcel?");
        }
        try (TestingHome home = home("customers", customers("id", Keys.COUNTING))) {
            home.declare(source("tickets", tickets));
            home.unify(GoldOrder.Rerun.WHEN_CHANGED);

            assertThat(tag(home, "customers", SemanticTag.USER_ID)).isEmpty();
            assertThat(profiles(home)).isEqualTo(CUSTOMERS);
        }
    }

    @Test
    void knowsThatTwoSourcesAreKeyedByOneNumber() throws IOException {
        List<String> points = new ArrayList<>(List.of("customer_id,points,tier"));
        for (int customer = 0; customer < 80; customer++) {
            points.add(Keys.OPAQUE.of(customer) + "," + random.nextInt(900) + ",gold");
        }
        try (TestingHome home = home("customers", customers("customer_id", Keys.OPAQUE))) {
            home.declare(source("loyalty", points));
            home.unify(GoldOrder.Rerun.WHEN_CHANGED);

            assertThat(tag(home, "customers", SemanticTag.EXTERNAL_ID)).containsExactly("customer_id");
            assertThat(tag(home, "loyalty", SemanticTag.EXTERNAL_ID)).containsExactly("customer_id");
            assertThat(profiles(home)).isEqualTo(CUSTOMERS);
        }
    }

    @Test
    void leavesNumbersThatTwoShopsCountFromOne() throws IOException {
        List<String> others = new ArrayList<>(List.of("id,first_name,last_name,email"));
        for (int other = 0; other < CUSTOMERS; other++) {
            others.add(1 + other + "," + family(other) + "," + given(other) + "n,other" + other * 31 + "@example.org");
        }
        try (TestingHome home = home("customers_a", customers("id", Keys.COUNTING))) {
            home.declare(source("customers_b", others));
            home.declare(source("orders", orders("customer_id", Keys.COUNTING, 0)));
            home.unify(GoldOrder.Rerun.WHEN_CHANGED);

            assertThat(tag(home, "customers_a", SemanticTag.EXTERNAL_ID)).isEmpty();
            assertThat(tag(home, "customers_b", SemanticTag.EXTERNAL_ID)).isEmpty();
        }
    }

    @Test
    void knowsHouseholdsFromPersons() throws IOException {
        List<String> households = new ArrayList<>(List.of("id,phone,city"));
        List<String> members = new ArrayList<>(List.of("member,client_id,first_name,last_name,email"));
        for (int household = 0; household < 40; household++) {
            households.add(1 + household + ",+49 30 55" + (10_000 + household * 97) + "," + TOWNS.get(household % 5));
            for (int member = 0; member < 3; member++) {
                members.add("m" + (3 * household + member) + "," + (1 + household) + "," + given(household * 3 + member)
                        + "," + family(household * 8) + "," + mail(3 * household + member));
            }
        }
        try (TestingHome home = home("households", households)) {
            home.declare(source("members", members));
            home.unify(GoldOrder.Rerun.WHEN_CHANGED);

            assertThat(tag(home, "members", SemanticTag.EXTERNAL_ID)).containsExactly("client_id");
            assertThat(tag(home, "households", SemanticTag.EXTERNAL_ID)).isEmpty();
        }
    }

    @Test
    void findsKeysInsideOfObjects() throws IOException {
        List<String> orders = new ArrayList<>();
        for (int order = 0; order < 300; order++) {
            orders.add("{\"id\": \"O" + order + "\", \"customer\": {\"id\": " + (1 + order % CUSTOMERS)
                    + "}, \"total\": \"4.50\"}");
        }
        Files.write(folder.resolve("orders.jsonl"), orders);
        try (TestingHome home = home("customers", customers("id", Keys.COUNTING))) {
            home.declare(SourceDefinition.of(
                    new SourceName("orders"), folder.resolve("orders.jsonl").toString()));
            home.unify(GoldOrder.Rerun.WHEN_CHANGED);

            assertThat(tag(home, "customers", SemanticTag.EXTERNAL_ID)).containsExactly("id");
            assertThat(profiles(home)).isEqualTo(CUSTOMERS);
        }
    }

    @Test
    void joinsOrdersByTheNumberAloneWhereNobodyListsCustomers() throws IOException {
        try (TestingHome home = home("orders", orders("customer_id", Keys.OPAQUE, 10))) {
            home.unify(GoldOrder.Rerun.WHEN_CHANGED);

            assertThat(home.rows("SELECT count(DISTINCT profile_id) = count(DISTINCT external_id) FROM"
                            + " identity.profiles p JOIN silver.records r USING (source, record_id)"))
                    .containsExactly("true");
        }
    }

    private TestingHome home(String name, List<String> lines) throws IOException {
        TestingHome home =
                TestingHome.of(folder.resolve("home"), folder.resolve(name + ".csv"), IdentityRules.defaults());
        home.only(source(name, lines));
        return home;
    }

    private SourceDefinition source(String name, List<String> lines) throws IOException {
        Path file = folder.resolve(name + ".csv");
        Files.write(file, lines);
        return SourceDefinition.of(new SourceName(name), file.toString());
    }

    private List<String> customers(String key, Keys keys) {
        List<String> lines = new ArrayList<>(List.of(key + ",first_name,last_name,email,city"));
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            lines.add(keys.of(customer) + "," + given(customer) + "," + family(customer) + "," + mail(customer) + ","
                    + TOWNS.get(customer % TOWNS.size()));
        }
        return lines;
    }

    /** Some customers with many orders, sent anywhere, and orders of customers that nobody knows any more. */
    private List<String> orders(String column, Keys keys, int gone) {
        List<String> lines = new ArrayList<>(List.of("order_id," + column + ",total,ship_city"));
        for (int customer = 0; customer < CUSTOMERS + gone; customer++) {
            for (int order = 0; order < 2 + (customer < 3 ? 400 : customer % 9); order++) {
                lines.add("O" + lines.size() + "," + keys.of(customer) + "," + random.nextInt(90) + ".50,"
                        + TOWNS.get(order % 4 == 0 ? random.nextInt(TOWNS.size()) : customer % TOWNS.size()));
            }
        }
        return lines;
    }

    private static String given(int customer) {
        return GIVEN.get(customer % GIVEN.size());
    }

    private static String family(int customer) {
        return FAMILY.get(customer / GIVEN.size() % FAMILY.size()) + (customer / 72 == 0 ? "" : "mann");
    }

    private static String mail(int customer) {
        return given(customer).toLowerCase(Locale.ROOT) + "." + Integer.toHexString(customer * 7919 + 4711)
                + "@example.com";
    }

    private static List<String> tag(TestingHome home, String source, SemanticTag tag) {
        return home.source(source).columns().stream()
                .filter(column -> column.tag() == tag)
                .map(ColumnMapping::label)
                .toList();
    }

    private static int profiles(TestingHome home) {
        return Integer.parseInt(home.rows("SELECT count(DISTINCT profile_id) FROM identity.profiles")
                .getFirst());
    }
}
