package io.tarn.unify.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.ClusterReport;
import io.tarn.unify.graph.Parting.Link;
import io.tarn.unify.graph.Parting.TwoPersons;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PartingTest {
    private static final List<Link> LINKS = List.of(
            new Link(0, 1, 20, false),
            new Link(1, 2, 5, false),
            new Link(2, 3, 15, false),
            new Link(0, 3, 30, false),
            new Link(4, 5, 9, false));

    private static Clusters clusters(int... of) {
        return new Clusters(of, new ClusterReport(1, List.of(), 0, 0, 0, 0));
    }

    private static List<Integer> parted(List<TwoPersons> pairs, List<Link> links) {
        Clusters parted = Parting.part(clusters(0, 0, 0, 0, 4, 4), pairs, List.of(), links);
        return IntStream.range(0, parted.records()).mapToObj(parted::cluster).toList();
    }

    @Test
    void theFirmestLinksSayWithWhomTheOthersGo() {
        assertThat(parted(List.of(new TwoPersons(Set.of(0), Set.of(3))), LINKS)).containsExactly(0, 0, 2, 2, 4, 4);
    }

    @Test
    void aSideStaysWhole() {
        assertThat(parted(List.of(new TwoPersons(Set.of(0, 2), Set.of(3))), LINKS))
                .containsExactly(0, 0, 0, 3, 4, 4);
    }

    @Test
    void aFixedLinkGoesBeforeAnyWeight() {
        List<Link> links = List.of(new Link(0, 1, 20, false), new Link(1, 3, -2, true), new Link(2, 3, 1, false));

        assertThat(parted(List.of(new TwoPersons(Set.of(0), Set.of(3))), links)).containsExactly(0, 1, 1, 1, 4, 4);
    }

    @Test
    void clustersWithoutBothSidesStayAsTheyAre() {
        assertThat(parted(List.of(new TwoPersons(Set.of(0), Set.of(5))), List.of()))
                .containsExactly(0, 0, 0, 0, 4, 4);
    }
}
