package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.event.Event;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.profile.Profile;
import io.tarn.sample.GeneratedRecords;
import io.tarn.server.Home;
import io.tarn.server.House;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live view over a real home is what the live store holds, and what only gold knows beside it. */
final class LiveViewTest {
    @TempDir
    private Path folder;

    private Path home;
    private final Map<EventKey, Event> said = TestingLife.nothingSaid();

    @BeforeEach
    void makeGold() throws IOException {
        home = folder.resolve("home");
        Path csv = folder.resolve("people.csv");
        new GeneratedRecords(5, 200).write(csv, folder.resolve("truth.csv"));
        run("source", "add", "people", csv.toString(), "--key", "record_id");
        run("unify");
    }

    private CommandLineRun run(String... arguments) {
        CommandLineRun run = CommandLineRun.at(home, arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private List<String> view(String columns) {
        return CommandLineRun.rows(home, "SELECT " + columns + " FROM gold.live_customers ORDER BY profile_id");
    }

    @Test
    void beforeARunIsPublishedItIsGold() {
        assertThat(view("profile_id, email"))
                .isNotEmpty()
                .isEqualTo(
                        CommandLineRun.rows(home, "SELECT profile_id, email FROM gold.customers ORDER BY profile_id"));
    }

    @Test
    void equalsTheProfilesOfTheLiveStore() {
        String email = CommandLineRun.rows(home, "SELECT min(email) FROM gold.customers")
                .getFirst();
        List<String> profiles = new ArrayList<>();
        try (House house = House.open(new Home(home));
                TestingLife life = new TestingLife(home, house.lake(), said, Tombstones.NONE)) {
            life.publishGold();
            Identifier device = new Identifier(IdentifierType.ANONYMOUS_ID, "device-1");
            Identifier known = new Identifier(IdentifierType.EMAIL, email);
            life.identify("m1", Map.of("firstName", "Nova"), device);
            life.identify("m2", Map.of("lastName", "Changed"), device, known);
            life.identify("m3", Map.of("firstName", "Solo"), new Identifier(IdentifierType.USER_ID, "u-solo"));
            life.settle();
            for (Profile one : life.store().profilesAfter(Optional.empty(), 10_000)) {
                profiles.add(one.id() + "," + trait(one, "email") + "," + trait(one, "first_name") + ","
                        + trait(one, "last_name") + "," + trait(one, "birth_date") + ","
                        + one.constituents().size() + "," + one.identifiers().size());
            }
        }

        assertThat(view("profile_id, email, first_name, last_name, birth_date, len(constituents), len(identifiers)"))
                .isEqualTo(profiles);
        assertThat(view("first_name")).contains("Solo");
        assertThat(view("last_name")).contains("Changed");
        assertThat(CommandLineRun.rows(
                        home,
                        "SELECT count(*) FROM gold.live_customers v JOIN gold.customers c"
                                + " ON c.profile_id = v.profile_id OR c.profile_id IN (SELECT unnest(v.constituents))"))
                .isEqualTo(CommandLineRun.rows(home, "SELECT count(*) FROM gold.customers"));
    }

    @Test
    void showsWhatCameAfterTheNewestRun() {
        identify("m1", "Before");
        run("unify", "--again");
        identify("m2", "After");

        assertThat(view("first_name")).contains("Before", "After");
        assertThat(CommandLineRun.rows(home, "SELECT message_id FROM silver.events ORDER BY log_offset"))
                .containsExactly("m1", "m2");
    }

    private void identify(String messageId, String name) {
        try (House house = House.open(new Home(home));
                TestingLife life = new TestingLife(home, house.lake(), said, Tombstones.NONE)) {
            life.identify(
                    messageId, Map.of("firstName", name), new Identifier(IdentifierType.USER_ID, "u-" + messageId));
            life.settle();
        }
    }

    private static String trait(Profile profile, String name) {
        return Optional.ofNullable(profile.traits().get(name))
                .map(one -> FlatProperties.text(one.value()))
                .orElse("");
    }

    @Test
    void printsOneDefinitionInTheWordsOfEachEngine() {
        String duckdb = run("view", "live").out();
        String spark = run("view", "live", "--dialect", "spark").out();

        assertThat(duckdb)
                .startsWith(
                        "CREATE OR REPLACE VIEW gold.live_customers AS\nWITH held AS (SELECT profile_id FROM gold.profile_changes")
                .contains("arg_max_null(p.traits['email'].\"value\", p.log_offset) AS \"email\"")
                .contains("FROM gold.customers c WHERE NOT EXISTS");
        assertThat(spark).contains("max_by(try_element_at(p.traits, 'email').`value`, p.log_offset) AS `email`");
        assertThat(run("view", "live", "--dialect", "databricks").out()).isEqualTo(spark);
        assertThat(run("view", "live", "--dialect", "spark", "--by-path").out())
                .contains("FROM delta.`" + home.resolve("lake/gold/profile_changes") + "` p");
    }
}
