package io.tarn.loop.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.Lake;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.loop.gold.GoldOrder;
import io.tarn.loop.gold.GoldOutcome;
import io.tarn.loop.testing.TestingRuns;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.MatchRule;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.testing.LakeRows;
import io.tarn.testing.TestingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever changes, a plan says beforehand what the next run then does, and leaves the lake as it was. */
final class PlannerTest {
    private static final String PROFILES =
            "SELECT source || ' ' || record_id || ' ' || profile_id FROM" + " identity.profiles ORDER BY 1";
    private static final String CUSTOMERS = "SELECT CAST(c AS VARCHAR) FROM gold.customers c ORDER BY profile_id";
    private static final List<String> GIVEN = List.of("Anna", "Ben", "Clara", "David", "Eva", "Felix", "Greta", "Hans");
    private static final List<String> FAMILY = List.of("Koch", "Wolf", "Klein", "Lang", "Vogel", "Busch", "Kraus");

    @TempDir
    private Path folder;

    private final TestingRuns runs = new TestingRuns();
    private Lake lake;
    private int plans;

    @BeforeEach
    void openLake() {
        lake = DeltaLake.open(folder.resolve("home"), DeltaLakeConfig.defaults());
    }

    @AfterEach
    void closeLake() {
        lake.close();
    }

    /** What a run is ordered to do. */
    private record World(IdentityRules rules, List<String> sources) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void saysWhatTheNextRunDoes(long seed) throws IOException {
        Random chance = new Random(seed);
        World world = new World(IdentityRules.defaults(), List.of("crm"));
        write("crm", chance, 60);
        assertThat(run(lake, folder.resolve("home"), world)).isInstanceOf(GoldOutcome.Completed.class);

        for (int change = 0; change < 2; change++) {
            world = changed(world, chance);
            Map<String, Long> versions = versions();
            try (Fork fork = Fork.of(lake, folder.resolve("scratch-" + plans++))) {
                Plan plan = plan(fork, world);
                assertThat(versions()).isEqualTo(versions);

                GoldOutcome.Completed really = (GoldOutcome.Completed) run(lake, folder.resolve("home"), world);

                assertThat(LakeRows.of(lake, PROFILES)).isEqualTo(LakeRows.of(fork.after(), PROFILES));
                assertThat(LakeRows.of(lake, CUSTOMERS)).isEqualTo(LakeRows.of(fork.after(), CUSTOMERS));
                agree(plan.people(), really);
            }
        }
    }

    private void agree(Plan.People people, GoldOutcome.Completed really) {
        assertThat(people.profilesAfter()).isEqualTo(really.built().profiles());
        assertThat(people.recordsAfter()).isEqualTo(really.built().records());
        assertThat(people.merged()).isEqualTo(really.built().merged());
        assertThat(people.split()).isEqualTo(really.built().split());
        assertThat(people.created()).isEqualTo(really.built().created());
        assertThat(people.retired()).isEqualTo(really.built().retired());
        assertThat(people.moved())
                .isEqualTo(LakeRows.of(
                                lake,
                                "SELECT coalesce(sum(records), 0) FROM identity.history WHERE kind IN ('merged',"
                                        + " 'split') AND run_id = '"
                                        + really.run().id() + "'")
                        .stream()
                        .mapToLong(Long::parseLong)
                        .sum());
        assertThat(people.recordsBefore() + people.recordsNew() - people.recordsGone())
                .isEqualTo(people.recordsAfter());
    }

    @Test
    void namesTheRuleThatMergesAndTheLinkThatHeldWhatSplits() throws IOException {
        World world = new World(IdentityRules.defaults(), List.of("crm"));
        writeCouples("Otto", 20);
        run(lake, folder.resolve("home"), world);

        writeCouples("Rosa", 0);
        List<PlannedChange> merges = examples(world, PlannedChange.Kind.MERGE);
        run(lake, folder.resolve("home"), world);
        writeCouples("Otto", 20);
        List<PlannedChange> splits = examples(world, PlannedChange.Kind.SPLIT);

        assertThat(merges)
                .allSatisfy(merge -> assertThat(merge.before()).hasSizeGreaterThan(1))
                .anySatisfy(
                        merge -> assertThat(merge.cause().orElseThrow().link().decidedBy())
                                .isEqualTo("rule:email_and_name"));
        assertThat(splits)
                .allSatisfy(split -> assertThat(split.after()).hasSizeGreaterThan(1))
                .anySatisfy(
                        split -> assertThat(split.cause().orElseThrow().link().decidedBy())
                                .isEqualTo("rule:email_and_name"));
    }

    /** Two records for each address, so many years apart. */
    private void writeCouples(String second, int years) throws IOException {
        StringBuilder csv = new StringBuilder("id,first_name,last_name,email,birth_date\n");
        for (int couple = 0; couple < FAMILY.size(); couple++) {
            String rest = "," + FAMILY.get(couple) + ",us@family" + couple + ".example,19";
            csv.append("f" + couple + ",Rosa" + rest + (60 + couple) + "-02-03\n");
            csv.append("m" + couple + "," + second + rest + (60 + couple - years) + "-02-03\n");
        }
        Files.writeString(folder.resolve("crm.csv"), csv);
    }

    private List<PlannedChange> examples(World world, PlannedChange.Kind kind) {
        try (Fork fork = Fork.of(lake, folder.resolve("scratch-" + plans++))) {
            List<PlannedChange> examples = plan(fork, world).examples().stream()
                    .filter(one -> one.kind() == kind)
                    .toList();
            assertThat(examples).isNotEmpty();
            return examples;
        }
    }

    private World changed(World world, Random chance) throws IOException {
        return switch (chance.nextInt(4)) {
            case 0 -> new World(emailAlone(), world.sources());
            case 1 -> new World(IdentityRules.defaults(), world.sources());
            case 2 -> {
                List<String> sources = new ArrayList<>(world.sources());
                sources.add("shop" + sources.size());
                write(sources.getLast(), chance, 25);
                yield new World(world.rules(), sources);
            }
            default -> {
                write("crm", chance, 40 + chance.nextInt(40));
                yield world;
            }
        };
    }

    private static IdentityRules emailAlone() {
        return new TestingRules()
                .rules(List.of(new MatchRule(
                        "email_alone",
                        List.of(new MatchRule.Condition(ComparisonKind.EMAIL, MatchRule.Agreement.EQUAL)))))
                .conflicts(Set.of())
                .build();
    }

    /** Few names and addresses, so that changes join and part people. */
    private void write(String source, Random chance, int rows) throws IOException {
        StringBuilder csv = new StringBuilder("id,first_name,last_name,email,birth_date\n");
        for (int row = 0; row < rows; row++) {
            int person = chance.nextInt(30);
            csv.append(row).append(',').append(GIVEN.get(chance.nextInt(3) == 0 ? chance.nextInt(8) : person % 8));
            csv.append(',').append(FAMILY.get(person % 7)).append(",p").append(person / 2);
            csv.append("@example.org,19")
                    .append(50 + person)
                    .append("-0")
                    .append(1 + person % 9)
                    .append("-11\n");
        }
        Files.writeString(folder.resolve(source + ".csv"), csv);
    }

    private Plan plan(Fork fork, World world) {
        GoldOutcome outcome = run(fork.after(), fork.folder(), world);
        return new Planner(order(world), 3).compare(fork, (GoldOutcome.Completed) outcome);
    }

    private GoldOutcome run(Lake on, Path home, World world) {
        return runs.run(on, home, order(world));
    }

    private GoldOrder order(World world) {
        return TestingRuns.order(
                world.sources().stream()
                        .map(name -> SourceDefinition.of(
                                        new SourceName(name),
                                        folder.resolve(name + ".csv").toString())
                                .withKey("id"))
                        .toList(),
                world.rules());
    }

    private Map<String, Long> versions() {
        Map<String, Long> versions = new HashMap<>();
        lake.tables().forEach(table -> versions.put(table.name().toString(), table.version()));
        return versions;
    }
}
