package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class SimilarityTest {
    @Test
    void likensTheClassicPairs() {
        assertThat(likeness("martha", "marhta")).isCloseTo(0.9611, within(0.0001));
        assertThat(likeness("dixon", "dicksonx")).isCloseTo(0.8133, within(0.0001));
        assertThat(likeness("dwayne", "duane")).isCloseTo(0.84, within(0.0001));
    }

    @Test
    void countsCodePointsAndNotBytes() {
        assertThat(Similarity.edits(points("müller"), points("muller"), 3)).isEqualTo(1);
        assertThat(Similarity.edits(points("a\uD83D\uDE00"), points("a"), 3)).isEqualTo(1);
    }

    @Property
    void editsAgreeWithTheWholeTable(@ForAll("words") String left, @ForAll("words") String right) {
        int expected = Math.min(4, naive(points(left), points(right)));

        assertThat(Similarity.edits(points(left), points(right), 3)).isEqualTo(expected);
    }

    @Property
    void likenessIsSymmetric(@ForAll("words") String left, @ForAll("words") String right) {
        assertThat(likeness(left, right)).isEqualTo(likeness(right, left));
    }

    @Property
    void boundsNeverHideWhatMatters(@ForAll("words") String left, @ForAll("words") String right) {
        double likeness = likeness(left, right);
        Word one = new Word(left);
        Word other = new Word(right);

        for (double least : new double[] {0.75, 0.88, 0.9, 0.92}) {
            assertThat(one.likeness(other, least)).isIn(0.0, likeness);
            assertThat(one.likeness(other, least) >= least).isEqualTo(one.likeness(other, 0) >= least);
        }
        assertThat(one.edits(other, 2)).isEqualTo(Similarity.edits(points(left), points(right), 2));
    }

    @Property
    void editsOfDigitsAreEditsOfTexts(@ForAll("digits") String left, @ForAll("digits") String right) {
        int expected = Similarity.edits(points(left), points(right), 2);

        assertThat(DigitEdits.of(Integer.parseUnsignedInt(left, 16), Integer.parseUnsignedInt(right, 16)))
                .isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> digits() {
        return Arbitraries.strings().withChars("0129").ofLength(8);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("abcé").ofMaxLength(8);
    }

    private static double likeness(String left, String right) {
        return Similarity.jaroWinkler(points(left), points(right));
    }

    private static int[] points(String text) {
        return text.codePoints().toArray();
    }

    /** Optimal string alignment by the whole table. */
    private static int naive(int[] left, int[] right) {
        int[][] table = new int[left.length + 1][right.length + 1];
        for (int i = 0; i <= left.length; i++) {
            for (int j = 0; j <= right.length; j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                int cost = left[i - 1] == right[j - 1] ? 0 : 1;
                table[i][j] = Math.min(table[i - 1][j - 1] + cost, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
                    table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
                }
            }
        }
        return table[left.length][right.length];
    }
}
