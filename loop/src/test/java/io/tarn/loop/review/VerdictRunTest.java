package io.tarn.loop.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.agents.language.RuleBook;
import io.tarn.agents.profile.ProfileAgent;
import io.tarn.connectors.source.DeclaredSources;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.dialect.Statement;
import io.tarn.loop.Progress;
import io.tarn.loop.gold.GoldOrder;
import io.tarn.loop.gold.GoldOutcome;
import io.tarn.loop.gold.GoldRun;
import io.tarn.loop.gold.LandStage;
import io.tarn.loop.gold.PrepareStage;
import io.tarn.loop.gold.Prepared;
import io.tarn.loop.review.VerdictBook.Seen;
import io.tarn.model.identity.RecordName;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.model.policy.SurvivorshipRules;
import io.tarn.unify.identity.IdentifierLimits;
import io.tarn.unify.verdict.RecordVerdict;
import io.tarn.unify.verdict.RecordVerdict.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people found of records, kept by runs; and that what is undone ends where it began. */
final class VerdictRunTest {
    private static final int PERSONS = 120;
    private static final List<String> GIVEN =
            List.of("Ann", "Bea", "Cem", "Dora", "Emil", "Fritz", "Gerda", "Hugo", "Ida", "Jonas");
    private static final List<String> FAMILY = List.of(
            "Adler", "Brandt", "Conrad", "Dietz", "Ebert", "Falk", "Graf", "Huber", "Imhof", "Jung", "Kraus", "Lang");

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-06-01T08:00:00Z");
    private DeltaLake lake;
    private VerdictBook book;
    private int verdicts;

    @BeforeEach
    void openTheHome() throws IOException {
        List<String> lines = new ArrayList<>(List.of("id,first_name,last_name,birth_date,city,email"));
        for (int person = 0; person < PERSONS; person++) {
            String given = GIVEN.get(person % GIVEN.size());
            String family = FAMILY.get(person / GIVEN.size());
            String born = (1950 + person % 50) + "-0" + (1 + person % 9) + "-1" + person % 10;
            String mail = given.toLowerCase(Locale.ROOT) + person + "@example.com";
            lines.add("a" + person + "," + given + "," + family + "," + born + ",Ulm," + mail);
            lines.add("b" + person + "," + given + "," + family + "," + born + ",Ulm,");
        }
        Files.write(folder.resolve("crm.csv"), lines);
        lake = DeltaLake.open(folder.resolve("home"), DeltaLakeConfig.defaults());
        book = new VerdictBook(lake);
    }

    @AfterEach
    void closeTheHome() {
        lake.close();
    }

    @Test
    void whoWasFoundToBeOneIsOneAndSaysWhy() {
        unify();
        Map<String, String> before = profiles();
        assertThat(before.get("a1")).isEqualTo(before.get("b1")).isNotEqualTo(before.get("a2"));

        RecordVerdict verdict = give(Finding.SAME, "link", Set.of("a1"), Set.of("a2"));
        unify();

        Map<String, String> after = profiles();
        assertThat(List.of(after.get("b1"), after.get("a2"), after.get("b2"))).containsOnly(after.get("a1"));
        assertThat(rows("SELECT kind, records, decided_by FROM identity.history WHERE kind <> 'created'"))
                .containsExactly("merged|2|person:ann/" + verdict.id());
        assertThat(rows("SELECT decided_by, band, joined FROM identity.links WHERE decided_by = 'person'"))
                .containsExactly("person|automatic|true");
        unify();
        assertThat(profiles()).isEqualTo(after);
    }

    @Test
    void whoWasFoundToBeTwoStaysTwoWhateverTheModelSays() {
        unify();
        give(Finding.DIFFERENT, "split", Set.of("a1"), Set.of("b1"));
        unify();
        Map<String, String> after = profiles();

        assertThat(after.get("a1")).isNotEqualTo(after.get("b1"));
        unify();
        assertThat(profiles()).isEqualTo(after);
    }

    @Test
    void refusesWhatContradictsAndSaysWhatToTakeBack() {
        unify();
        give(Finding.SAME, "link", Set.of("a1"), Set.of("a2"));
        RecordVerdict apart = give(Finding.DIFFERENT, "review", Set.of("a1"), Set.of("a3"));

        assertThatThrownBy(() -> give(Finding.SAME, "link", Set.of("a2"), Set.of("a3")))
                .hasMessage("These cannot be one person: that would bring together what verdict " + apart.id()
                        + " of ann (2026-06-01) found to be two. Take it back first: tarn review --undo "
                        + apart.id() + ".");
        book.withdraw(now, apart.id(), "w1", "person:ann");
        give(Finding.SAME, "link", Set.of("a2"), Set.of("a3"));
        assertThatThrownBy(() -> give(Finding.DIFFERENT, "link", Set.of("a1"), Set.of("a3")))
                .hasMessageStartingWith("These cannot be two persons: people found some of their records to be one,");
        assertThatThrownBy(() -> book.withdraw(now, apart.id(), "w2", "person:ann"))
                .hasMessage("Verdict " + apart.id() + " was taken back already.");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void unmergingSplittingAndLabelingAgainEndWhereTheyBegan(long seed) {
        Random random = new Random(seed);
        unify();
        List<String> began = state();
        int one = random.nextInt(PERSONS);
        int other = (one + 1 + random.nextInt(PERSONS - 1)) % PERSONS;

        RecordVerdict link = give(Finding.SAME, "link", Set.of("a" + one), Set.of("b" + other));
        unify();
        List<String> merged = state();
        assertThat(merged).isNotEqualTo(began);
        String profile = Objects.requireNonNull(profiles().get("a" + one));
        Splitting.Sides sides = new Splitting(lake).merge(profile, book.verdicts());
        RecordVerdict unmerge = give(Finding.DIFFERENT, "unmerge", sides.left(), sides.right());
        unify();
        assertThat(state()).as("unmerged: membership, ids and traits").isEqualTo(began);
        assertThat(rows("SELECT kind, decided_by FROM identity.history WHERE kind = 'unmerged'"))
                .containsExactly("unmerged|person:ann/" + unmerge.id());

        book.withdraw(now, unmerge.id(), "u1", "person:ann");
        unify();
        assertThat(state()).as("merged again").isEqualTo(merged);
        book.withdraw(now, link.id(), "u2", "person:ann");
        unify();
        assertThat(state()).as("nobody said anything").isEqualTo(began);

        String whole = Objects.requireNonNull(profiles().get("a" + other));
        Splitting.Sides parted = new Splitting(lake).records(whole, List.of("a" + other));
        RecordVerdict split = give(Finding.DIFFERENT, "split", parted.left(), parted.right());
        unify();
        assertThat(profiles().get("a" + other)).isNotEqualTo(profiles().get("b" + other));
        RecordVerdict again = give(Finding.SAME, "review", Set.of("a" + other), Set.of("b" + other));
        unify();
        assertThat(state()).as("split, and found to be one after all").isEqualTo(began);
        book.withdraw(now, again.id(), "u3", "person:ann");
        book.withdraw(now, split.id(), "u4", "person:ann");
        unify();
        assertThat(state()).isEqualTo(began);
    }

    private RecordVerdict give(Finding finding, String means, Set<?> left, Set<?> right) {
        return book.give(
                now,
                at -> new RecordVerdict("v" + ++verdicts, at, "person:ann", means, finding, names(left), names(right)),
                Seen.NOTHING);
    }

    private static Set<RecordName> names(Set<?> records) {
        return Set.copyOf(records.stream()
                .map(one -> one instanceof RecordName name ? name : new RecordName("crm", String.valueOf(one)))
                .toList());
    }

    private void unify() {
        LandStage landing = new LandStage(
                lake, new DeclaredSources(Map.of()), folder.resolve("landing"), this::tick, Progress.SILENT);
        GoldOrder order = new GoldOrder(
                List.of(SourceDefinition.of(
                        new SourceName("crm"), folder.resolve("crm.csv").toString())),
                IdentityRules.defaults(),
                SurvivorshipRules.defaults(),
                IdentifierLimits.defaults(),
                GoldOrder.Approval.NOT_NEEDED,
                GoldOrder.Rerun.ALWAYS,
                new Undefined(),
                GoldOrder.Tests.NONE,
                "test");
        GoldOutcome outcome = new GoldRun(
                        lake, landing, new PrepareStage(new ProfileAgent(new RuleBook())), this::tick, Progress.SILENT)
                .run(order);
        assertThat(outcome).isInstanceOf(GoldOutcome.Completed.class);
    }

    private Instant tick() {
        now = now.plusSeconds(1);
        return now;
    }

    private Map<String, String> profiles() {
        Map<String, String> profiles = new TreeMap<>();
        rows("SELECT record_id, profile_id FROM identity.profiles")
                .forEach(row -> profiles.put(row.substring(0, row.indexOf('|')), row.substring(row.indexOf('|') + 1)));
        return profiles;
    }

    /** Membership with ids, and every trait of every profile with its origin. */
    private List<String> state() {
        List<String> state =
                new ArrayList<>(rows("SELECT source, record_id, profile_id FROM identity.profiles ORDER BY 1, 2"));
        state.addAll(rows("SELECT CAST(c AS VARCHAR) FROM gold.customers c ORDER BY profile_id"));
        return state;
    }

    private List<String> rows(String sql) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            int columns = session.columns(Statement.of(sql)).size();
            return session.query(Statement.of(sql), row -> {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < columns; i++) {
                    text.append(i == 0 ? "" : "|").append(row.text(i));
                }
                return text.toString();
            });
        }
    }

    /** Definitions that nobody keeps. */
    private static final class Undefined implements GoldOrder.Definitions {
        @Override
        public String hash() {
            return "none";
        }

        @Override
        public String settle(Prepared prepared) {
            return "none";
        }
    }
}
