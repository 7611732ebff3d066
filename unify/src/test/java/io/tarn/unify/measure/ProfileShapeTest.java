package io.tarn.unify.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProfileShapeTest {
    @Test
    void nothingSpeaksAgainstAPersonWithMisspellings() {
        assertThat(new ProfileShape(9, 3, 5, 2, 1, 30).doubts(8)).isEmpty();
    }

    @Test
    void nothingSpeaksAgainstALargeProfileWhereOthersAreAsLarge() {
        assertThat(new ProfileShape(40, 4, 12, 2, 1, 700).doubts(38)).isEmpty();
    }

    @Test
    void tellsEachReasonToDoubt() {
        assertThat(new ProfileShape(21, 6, 20, 3, 2, 20).doubts(4))
                .containsExactly(
                        "2 different national ids",
                        "3 different birth dates",
                        "20 different names on 21 records",
                        "made of 6 profiles of the last run",
                        "only 20 of its 210 pairs of records are linked",
                        "21 records, where the largest profile of the last run has 4");
    }

    @Test
    void aFirstRunHasNoLargestProfileToBeMeasuredBy() {
        assertThat(new ProfileShape(30, 0, 3, 1, 1, 435).doubts(0)).isEmpty();
    }
}
