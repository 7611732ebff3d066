package io.tarn.loop.review;

import static io.tarn.loop.testing.TestingHome.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.loop.testing.TestingHome;
import io.tarn.model.policy.IdentityRules;
import io.tarn.testing.TestingPeople;
import io.tarn.unify.verdict.RecordVerdict;
import io.tarn.unify.verdict.RecordVerdict.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people found of records, kept by runs; and that what is undone ends where it began. */
final class VerdictRunTest {
    private static final int PERSONS = 120;

    @TempDir
    private Path folder;

    private TestingHome home;
    private VerdictBook book;

    @BeforeEach
    void openTheHome() throws IOException {
        Path people = folder.resolve("crm.csv");
        Files.write(people, TestingPeople.certain(PERSONS));
        home = TestingHome.of(folder.resolve("home"), people, IdentityRules.defaults());
        book = new VerdictBook(home.lake());
    }

    @AfterEach
    void closeTheHome() {
        home.close();
    }

    @Test
    void whoWasFoundToBeOneIsOneAndSaysWhy() {
        home.unify();
        Map<String, String> before = profiles();
        assertThat(before.get("a1")).isEqualTo(before.get("b1")).isNotEqualTo(before.get("a2"));

        RecordVerdict verdict = home.judge(Finding.SAME, "link", records("a1"), records("a2"));
        home.unify();

        Map<String, String> after = profiles();
        assertThat(List.of(after.get("b1"), after.get("a2"), after.get("b2"))).containsOnly(after.get("a1"));
        assertThat(home.rows("SELECT kind, records, decided_by FROM identity.history WHERE kind <> 'created'"))
                .containsExactly("merged|2|person:ann/" + verdict.id());
        assertThat(home.rows("SELECT decided_by, band, joined FROM identity.links WHERE decided_by = 'person'"))
                .containsExactly("person|automatic|true");
        home.unify();
        assertThat(profiles()).isEqualTo(after);
    }

    @Test
    void whoWasFoundToBeTwoStaysTwoWhateverTheModelSays() {
        home.unify();
        home.judge(Finding.DIFFERENT, "split", records("a1"), records("b1"));
        home.unify();
        Map<String, String> after = profiles();

        assertThat(after.get("a1")).isNotEqualTo(after.get("b1"));
        home.unify();
        assertThat(profiles()).isEqualTo(after);
    }

    @Test
    void refusesWhatContradictsAndSaysWhatToTakeBack() {
        home.unify();
        home.judge(Finding.SAME, "link", records("a1"), records("a2"));
        RecordVerdict apart = home.judge(Finding.DIFFERENT, "review", records("a1"), records("a3"));

        assertThatThrownBy(() -> home.judge(Finding.SAME, "link", records("a2"), records("a3")))
                .hasMessage("These cannot be one person: that would bring together what verdict " + apart.id()
                        + " of ann (2026-06-01) found to be two. Take it back first: tarn review --undo "
                        + apart.id() + ".");
        book.withdraw(home.tick(), apart.id(), "w1", "person:ann");
        home.judge(Finding.SAME, "link", records("a2"), records("a3"));
        assertThatThrownBy(() -> home.judge(Finding.DIFFERENT, "link", records("a1"), records("a3")))
                .hasMessageStartingWith("These cannot be two persons: people found some of their records to be one,");
        assertThatThrownBy(() -> book.withdraw(home.tick(), apart.id(), "w2", "person:ann"))
                .hasMessage("Verdict " + apart.id() + " was taken back already.");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void unmergingSplittingAndLabelingAgainEndWhereTheyBegan(long seed) {
        Random random = new Random(seed);
        home.unify();
        List<String> began = state();
        int one = random.nextInt(PERSONS);
        int other = (one + 1 + random.nextInt(PERSONS - 1)) % PERSONS;

        RecordVerdict link = home.judge(Finding.SAME, "link", records("a" + one), records("b" + other));
        home.unify();
        List<String> merged = state();
        assertThat(merged).isNotEqualTo(began);
        String profile = Objects.requireNonNull(profiles().get("a" + one));
        Splitting.Sides sides = new Splitting(home.lake()).merge(profile, book.verdicts());
        RecordVerdict unmerge = home.judge(Finding.DIFFERENT, "unmerge", sides.left(), sides.right());
        home.unify();
        assertThat(state()).as("unmerged: membership, ids and traits").isEqualTo(began);
        assertThat(home.rows("SELECT kind, decided_by FROM identity.history WHERE kind = 'unmerged'"))
                .containsExactly("unmerged|person:ann/" + unmerge.id());

        book.withdraw(home.tick(), unmerge.id(), "u1", "person:ann");
        home.unify();
        assertThat(state()).as("merged again").isEqualTo(merged);
        book.withdraw(home.tick(), link.id(), "u2", "person:ann");
        home.unify();
        assertThat(state()).as("nobody said anything").isEqualTo(began);

        String whole = Objects.requireNonNull(profiles().get("a" + other));
        Splitting.Sides parted = new Splitting(home.lake()).records(whole, List.of("a" + other));
        RecordVerdict split = home.judge(Finding.DIFFERENT, "split", parted.left(), parted.right());
        home.unify();
        assertThat(profiles().get("a" + other)).isNotEqualTo(profiles().get("b" + other));
        RecordVerdict again = home.judge(Finding.SAME, "review", records("a" + other), records("b" + other));
        home.unify();
        assertThat(state()).as("split, and found to be one after all").isEqualTo(began);
        book.withdraw(home.tick(), again.id(), "u3", "person:ann");
        book.withdraw(home.tick(), split.id(), "u4", "person:ann");
        home.unify();
        assertThat(state()).isEqualTo(began);
    }

    private Map<String, String> profiles() {
        return home.map("SELECT record_id, profile_id FROM identity.profiles");
    }

    /** Membership with ids, and every trait of every profile with its origin. */
    private List<String> state() {
        List<String> state = new ArrayList<>(home.members());
        state.addAll(home.rows("SELECT CAST(c AS VARCHAR) FROM gold.customers c ORDER BY profile_id"));
        return state;
    }
}
