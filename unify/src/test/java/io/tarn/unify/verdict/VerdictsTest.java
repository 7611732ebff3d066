package io.tarn.unify.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.RecordName;
import io.tarn.unify.verdict.RecordVerdict.Finding;
import io.tarn.unify.verdict.Verdicts.Contradiction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class VerdictsTest {
    private static final int RECORDS = 8;

    private static RecordName record(int number) {
        return new RecordName("crm", "c" + number);
    }

    private static RecordVerdict verdict(int number, Finding finding, Set<Integer> left, Set<Integer> right) {
        return new RecordVerdict(
                "v" + number,
                Instant.EPOCH.plusSeconds(number),
                "person:ann",
                "link",
                finding,
                new HashSet<>(left.stream().map(VerdictsTest::record).toList()),
                new HashSet<>(right.stream().map(VerdictsTest::record).toList()));
    }

    private static RecordVerdict same(int number, int left, int right) {
        return verdict(number, Finding.SAME, Set.of(left), Set.of(right));
    }

    private static RecordVerdict different(int number, int left, int right) {
        return verdict(number, Finding.DIFFERENT, Set.of(left), Set.of(right));
    }

    @Test
    void whoIsOnePersonCarriesOverFromPairToPair() {
        Verdicts verdicts = Verdicts.of(List.of(same(1, 0, 1), same(2, 1, 2), same(3, 5, 6)), Set.of());

        assertThat(verdicts.groups())
                .containsExactly(List.of(record(0), record(1), record(2)), List.of(record(5), record(6)));
        assertThat(verdicts.path(record(0), record(2)))
                .extracting(RecordVerdict::id)
                .containsExactly("v2", "v1");
        assertThat(verdicts.contradiction()).isEmpty();
    }

    @Test
    void aLaterVerdictOnAPairCountsAndOneThatIsTakenBackNoLonger() {
        List<RecordVerdict> given = List.of(same(1, 0, 1), different(2, 0, 1));

        assertThat(Verdicts.of(given, Set.of()).groups()).isEmpty();
        assertThat(Verdicts.of(given, Set.of()).apart()).hasSize(1);
        assertThat(Verdicts.of(given, Set.of("v2")).groups()).containsExactly(List.of(record(0), record(1)));
        assertThat(Verdicts.of(given, Set.of("v1", "v2")).isEmpty()).isTrue();
    }

    @Test
    void aContradictionNamesWhatPartsAndWhatJoins() {
        Optional<Contradiction> found = Verdicts.of(List.of(same(1, 0, 1), different(2, 0, 2), same(3, 1, 2)), Set.of())
                .contradiction();

        assertThat(found).isPresent();
        assertThat(found.get().apart().id()).isEqualTo("v2");
        assertThat(found.get().together()).extracting(RecordVerdict::id).containsExactlyInAnyOrder("v1", "v3");
    }

    @Test
    void aVerdictOfWhichAPartNoLongerHoldsCountsPairByPair() {
        RecordVerdict split = verdict(1, Finding.DIFFERENT, Set.of(0, 1), Set.of(2));

        assertThat(Verdicts.of(List.of(split), Set.of()).apart())
                .singleElement()
                .satisfies(sides -> assertThat(sides.left()).hasSize(2));
        assertThat(Verdicts.of(List.of(split, same(2, 1, 2)), Set.of()).apart())
                .singleElement()
                .satisfies(sides -> assertThat(sides.left()).containsExactly(record(0)));
    }

    @Provide
    Arbitrary<List<RecordVerdict>> given() {
        return Combinators.combine(
                        Arbitraries.of(Finding.SAME, Finding.DIFFERENT),
                        Arbitraries.integers().between(0, RECORDS - 1),
                        Arbitraries.integers().between(1, RECORDS - 1))
                .as((finding, left, step) -> verdict(0, finding, Set.of(left), Set.of((left + step) % RECORDS)))
                .list()
                .ofMaxSize(12)
                .map(VerdictsTest::numbered);
    }

    private static List<RecordVerdict> numbered(List<RecordVerdict> drafts) {
        List<RecordVerdict> numbered = new ArrayList<>();
        for (RecordVerdict draft : drafts) {
            int number = numbered.size();
            numbered.add(new RecordVerdict(
                    "v" + number,
                    Instant.EPOCH.plusSeconds(number),
                    draft.decidedBy(),
                    draft.means(),
                    draft.finding(),
                    draft.left(),
                    draft.right()));
        }
        return numbered;
    }

    @Property
    void givingMoreAndTakingThemBackEndsWhereItBegan(
            @ForAll("given") List<RecordVerdict> before, @ForAll("given") List<RecordVerdict> more) {
        List<RecordVerdict> all = new ArrayList<>(before);
        Set<String> withdrawn = new HashSet<>();
        for (RecordVerdict one : more) {
            RecordVerdict later = new RecordVerdict(
                    "w" + one.id(),
                    one.at().plusSeconds(1000),
                    one.decidedBy(),
                    one.means(),
                    one.finding(),
                    one.left(),
                    one.right());
            all.add(later);
            withdrawn.add(later.id());
        }

        Verdicts began = Verdicts.of(before, Set.of());
        Verdicts ended = Verdicts.of(all, withdrawn);

        assertThat(ended.pairs()).isEqualTo(began.pairs());
        assertThat(ended.groups()).isEqualTo(began.groups());
        assertThat(ended.apart()).isEqualTo(began.apart());
    }

    @Property
    void findsAContradictionWhereAndOnlyWhereAGroupHoldsBothOfAPair(@ForAll("given") List<RecordVerdict> given) {
        Verdicts verdicts = Verdicts.of(given, Set.of());

        boolean holdsBoth = verdicts.pairs().entrySet().stream()
                .filter(entry -> entry.getValue().finding() == Finding.DIFFERENT)
                .anyMatch(entry -> verdicts.groups().stream()
                        .anyMatch(group -> group.contains(entry.getKey().left())
                                && group.contains(entry.getKey().right())));

        assertThat(verdicts.contradiction().isPresent()).isEqualTo(holdsBoth);
    }
}
