package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tarn.loop.Progress;
import io.tarn.loop.erase.ForgetRooms;
import io.tarn.loop.erase.Forgetting;
import io.tarn.loop.live.ProfileReader;
import io.tarn.loop.tombstone.TombstoneKey;
import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.event.Event;
import io.tarn.model.event.EventKey;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.sample.GeneratedRecords;
import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.config.Project;
import io.tarn.storage.IdentifierState;
import io.tarn.storage.Registry;
import io.tarn.storage.local.SqliteRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person is forgotten, in files and on the live road, and stays so; the household stays. */
final class ForgetCommandTest {
    private static final Identifier ANN = new Identifier(IdentifierType.EMAIL, "annegundis@forget.example");
    private static final Identifier ANN_PHONE = new Identifier(IdentifierType.PHONE, "+4915112345678");
    private static final Identifier ANN_USER = new Identifier(IdentifierType.USER_ID, "user-annegundis");
    private static final Identifier BOB = new Identifier(IdentifierType.EMAIL, "bob@forget.example");
    private static final Identifier HOUSEHOLD = new Identifier(IdentifierType.PHONE, "+497314455667");
    private static final List<String> WORDS =
            List.of("annegundis", "15112345678", "12345678", "key-of-ann", "1983-04-17");

    @TempDir
    private Path folder;

    private Path home;
    private Path csv;
    private Path letters;
    private final Map<EventKey, Event> said = TestingLife.nothingSaid();

    @BeforeEach
    void writeSources() throws IOException {
        home = folder.resolve("home");
        csv = folder.resolve("people.csv");
        letters = folder.resolve("letters.csv");
        new GeneratedRecords(5, 300).write(csv, folder.resolve("truth.csv"));
        append(csv, """
                key-of-ann-1,Annegundis,Forgetmenot,1983-04-17,annegundis@forget.example,0151 12345678,Seeweg 7,Ulm,89073,
                key-of-ann-2,Annegundis,Forgetmenot,1983-04-17,annegundis@forget.example,0731 4455667,Seeweg 7,Ulm,89073,
                key-of-bob,Bob,Wohnfreund,1959-02-03,bob@forget.example,0731 4455667,Talgasse 19,Erbach,89155,
                key-of-ann-3,Annegundis,Forgetmenot,1983-04-17,annegundis@forget.example,,,,,,too,many,cells
                """);
        Files.writeString(letters, """
                name,email
                Annegundis Forgetmenot,annegundis@forget.example
                Bob Wohnfreund,bob@forget.example
                Cora Other,cora@other.example
                """);
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    /** A home with files, older versions, a report that shows values, and live events. */
    private void live() throws IOException {
        run("source", "add", "people", csv.toString(), "--key", "record_id");
        run("source", "add", "letters", letters.toString());
        run("unify", "--reveal");
        append(csv, "key-of-eve,Eve,Later,1990-01-01,eve@later.example,,,,,\n");
        run("unify", "--reveal");
        try (House house = House.open(new Home(home));
                TestingLife life = new TestingLife(home, house.lake(), said, Tombstones.NONE)) {
            life.publishGold();
            life.identify("m1", Map.of("firstName", "Annegundis", "lastName", "Forgetmenot"), anonymous("a-ann"), ANN);
            life.identify("m2", Map.of("phone", "+4915112345678"), anonymous("a-ann"), ANN_USER, ANN_PHONE);
            life.identify("m3", Map.of("firstName", "Bob"), anonymous("a-bob"), BOB);
            life.identify(
                    "odd-1", Map.of("note", "call 0151/12345678 for annegundis@forget.example"), anonymous("a-x"));
            life.settle();
        }
    }

    private static Identifier anonymous(String id) {
        return new Identifier(IdentifierType.ANONYMOUS_ID, "device-" + id);
    }

    private CommandLineRun run(String... arguments) {
        CommandLineRun run = CommandLineRun.at(home, arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private <T> T withTombstones(java.util.function.Function<Tombstones, T> work) {
        try (Registry registry = SqliteRegistry.open(home)) {
            return work.apply(new Tombstones(registry, TombstoneKey.open(home.resolve("forget.key"))));
        }
    }

    @Test
    void nothingOfThePersonIsLeftAndTheHouseholdStays() throws IOException {
        live();
        assertThat(HomeScan.find(home, WORDS)).isNotEmpty();

        JsonNode receipt = new JsonMapper()
                .readTree(run("forget", "email:Annegundis@Forget.example", "--json")
                        .out());

        assertThat(HomeScan.find(home, WORDS)).isEmpty();
        assertThat(receipt.path("shared_identifiers").asInt()).isEqualTo(1);
        assertThat(receipt.path("log_entries").asInt()).isGreaterThanOrEqualTo(4);
        assertThat(receipt.path("reports")).isNotEmpty();
        assertThat(receipt.path("beyond").findValuesAsText("source")).containsExactlyInAnyOrder("letters", "people");
        assertThat(CommandLineRun.rows(home, "SELECT count(*) FROM ops.forgotten WHERE erased > 0"))
                .isNotEqualTo(List.of("0"));
        assertThat(Files.getPosixFilePermissions(home.resolve("forget.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(home.resolve("receipts").resolve(receipt.path("id").asText() + ".json"))
                .exists();
        assertBobIsThere();
    }

    @Test
    void thePersonStaysAwayThoughTheSourcesStillHoldTheRecords() throws IOException {
        live();
        run("forget", "email:annegundis@forget.example");

        run("unify", "--again");
        assertThat(HomeScan.find(home, WORDS)).isEmpty();
        append(csv, "key-of-kim,Kim,Latest,1991-01-01,kim@latest.example,,,,,\n");
        append(letters, "Kim Latest,kim@latest.example\n");
        CommandLineRun landed = run("unify");

        assertThat(landed.err()).contains("still holds");
        assertThat(HomeScan.find(home, WORDS)).isEmpty();
        assertThat(CommandLineRun.rows(home, "SELECT count(*) FROM gold.customers WHERE email = 'kim@latest.example'"))
                .containsExactly("1");
        assertThat(run("unify").out()).startsWith("Nothing has changed");
        assertBobIsThere();
    }

    @Test
    void thePersonStaysAwayFromTheLiveRoadAndAStoreBuiltAnew() throws IOException {
        live();
        run("forget", "user_id:user-annegundis");
        delete(home.resolve("store"));

        withTombstones(tombstones -> {
            try (House house = House.open(new Home(home));
                    TestingLife life = new TestingLife(home, house.lake(), said, tombstones)) {
                life.settle();
                life.identify("m9", Map.of("firstName", "Annegundis"), anonymous("a-new"), ANN);
                life.identify("m10", Map.of(), anonymous("a-ann"));
                life.identify("m11", Map.of(), anonymous("a-ann"), new Identifier(IdentifierType.USER_ID, "user-cora"));
                life.settle();

                ProfileReader reader = new ProfileReader(life.store());
                assertThat(reader.find(ANN)).isEmpty();
                assertThat(reader.find(ANN_USER)).isEmpty();
                assertThat(reader.find(BOB)).isPresent();
                assertThat(reader.find(new Identifier(IdentifierType.USER_ID, "user-cora")))
                        .isPresent();
                assertThat(life.dropped()).isEqualTo(2);
                assertThat(life.publishGold()).isEmpty();
                return life;
            }
        });
        assertThat(HomeScan.find(home, WORDS)).isEmpty();
    }

    @Test
    void whatWasCutOffIsFinishedByTheNext() throws IOException {
        live();
        Path whole = folder.resolve("whole");
        copy(home, whole);
        List<String> stages = new ArrayList<>();
        forget(new CutOff(stages, Integer.MAX_VALUE));
        assertThat(HomeScan.find(home, WORDS)).isEmpty();
        List<String> customers = CommandLineRun.rows(home, "SELECT * FROM gold.customers ORDER BY profile_id");

        for (int stage = 1; stage <= stages.size(); stage++) {
            delete(home);
            copy(whole, home);
            CutOff cutOff = new CutOff(new ArrayList<>(), stage);
            assertThatThrownBy(() -> forget(cutOff)).isInstanceOf(IllegalStateException.class);

            run("forget", "email:annegundis@forget.example");

            assertThat(HomeScan.find(home, WORDS))
                    .as("cut off before " + stages.get(stage - 1))
                    .isEmpty();
            assertThat(CommandLineRun.rows(home, "SELECT * FROM gold.customers ORDER BY profile_id"))
                    .isEqualTo(customers);
            assertThat(home.resolve("forgetting")).doesNotExist();
        }
    }

    @Test
    void whatWouldGoIsToldAndNothingGoes() throws IOException {
        live();

        CommandLineRun told = run("forget", "email:annegundis@forget.example", "--dry-run");

        assertThat(told.out())
                .contains("nothing was changed")
                .contains("gold.customers")
                .contains("letters.csv");
        assertThat(CommandLineRun.rows(
                        home, "SELECT count(*) FROM gold.customers WHERE email = 'annegundis@forget.example'"))
                .containsExactly("1");
    }

    @Test
    void aHomeWithoutLiveDataForgetsToo() throws IOException {
        run("source", "add", "people", csv.toString(), "--key", "record_id");
        run("unify");

        run("forget", "record:people:key-of-ann-1");

        assertThat(HomeScan.find(home, WORDS)).isEmpty();
        assertThat(home.resolve("log")).doesNotExist();
    }

    /** No profile holds what is quarantined, so it must be looked for by itself. */
    @Test
    void aQuarantinedAddressGoesWithTheLastWhoHadIt() throws IOException {
        append(csv, """
                key-of-1,Ottokar,Zimmermann,1941-02-17,everyone@junk.example,,Gasse 1,Kiel,24103,
                key-of-2,Brunhild,Quast,1957-11-03,everyone@junk.example,,Am Markt 44,Passau,94032,
                key-of-3,Ismail,Yavuz,1966-07-29,everyone@junk.example,,Hafenstr. 9,Emden,26721,
                key-of-4,Theodora,Falkner,1979-01-12,everyone@junk.example,,Ring 310,Aachen,52062,
                key-of-5,Wenzel,Podolski,1988-09-08,everyone@junk.example,,Bergweg 77,Görlitz,02826,
                key-of-6,Yvette,Gandolfi,2001-05-21,everyone@junk.example,,Kai 2,Lindau,88131,
                """);
        Identifier everyone = new Identifier(IdentifierType.EMAIL, "everyone@junk.example");
        run("source", "add", "people", csv.toString(), "--key", "record_id");
        run("unify");
        try (House house = House.open(new Home(home));
                TestingLife life = new TestingLife(home, house.lake(), said, Tombstones.NONE)) {
            life.publishGold();
            life.identify("m1", Map.of(), anonymous("a-1"), everyone);
            life.settle();
            assertThat(life.store().findIdentifiers(List.of(everyone)).values())
                    .allMatch(IdentifierState::quarantined)
                    .hasSize(1);
        }
        assertThat(CommandLineRun.at(home, "forget", "email:everyone@junk.example")
                        .err())
                .contains("That email leads to 6 profiles");

        run("forget", "anonymous_id:" + anonymous("a-1").value());
        for (int i = 1; i <= 5; i++) {
            run("forget", "record:people:key-of-" + i);
        }
        assertThat(HomeScan.find(home, List.of("everyone@junk"))).isNotEmpty();
        run("forget", "email:everyone@junk.example");

        assertThat(HomeScan.find(home, List.of("everyone@junk"))).isEmpty();
    }

    @Test
    void anIdentifierOfSeveralSaysWhatToDo() throws IOException {
        run("source", "add", "people", csv.toString(), "--key", "record_id");
        run("unify");

        CommandLineRun several = CommandLineRun.at(home, "forget", "phone:" + HOUSEHOLD.value());

        assertThat(several.exitCode()).isEqualTo(1);
        assertThat(several.err())
                .contains("That phone leads to 2 profiles, so it does not say whom to forget. Name one: 'tarn sql' on"
                        + " identity.identifiers or silver.events lists them; then give it as profile:ID.");
        assertThat(CommandLineRun.at(home, "forget", "nobody").exitCode()).isEqualTo(2);
    }

    private void assertBobIsThere() {
        assertThat(
                        CommandLineRun.rows(
                                home,
                                "SELECT first_name, phone FROM gold.customers WHERE last_name IN ('Forgetmenot', 'Wohnfreund') ORDER BY 1"))
                .containsExactly("Bob,+497314455667");
        assertThat(CommandLineRun.rows(home, "SELECT count(*) FROM silver.events WHERE log_offset >= 0"))
                .containsExactly("1");
    }

    private void forget(Progress progress) {
        try (Registry registry = SqliteRegistry.open(home);
                House house = House.open(new Home(home))) {
            Tombstones tombstones = new Tombstones(registry, TombstoneKey.openOrMake(home.resolve("forget.key")));
            try (TestingLife life = new TestingLife(home, house.lake(), said, tombstones)) {
                ForgetRooms rooms = new ForgetRooms(
                        house.lake(),
                        Optional.of(life),
                        tombstones,
                        new Project(house.home().project()).sources(),
                        home,
                        house.home().reports());
                new Forgetting(rooms, InstantSource.system(), progress).forget(ANN);
            }
        }
    }

    /** Fails when a stage of a number begins, as a process that is killed would. */
    private record CutOff(List<String> stages, int before) implements Progress {
        @Override
        public void stage(String name) {
            stages.add(name);
            if (stages.size() == before) {
                throw new IllegalStateException("cut off before " + name);
            }
        }

        @Override
        public void advance(long done, long total) {}

        @Override
        public void note(String text) {}
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
