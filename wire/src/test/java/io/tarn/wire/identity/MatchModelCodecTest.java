package io.tarn.wire.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.ComparisonWeights;
import io.tarn.model.identity.Joining;
import io.tarn.model.identity.LevelWeight;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.QuarantinedIdentifier;
import io.tarn.model.identity.TermTable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MatchModelCodecTest {
    private final MatchModelCodec codec = new MatchModelCodec();

    @Test
    void readsWhatItWritesToTheBit() {
        MatchModel model = new MatchModel(
                "abc",
                -12_345_678,
                -23_456_789,
                Optional.of(-4_247_928L),
                List.of(new ComparisonWeights(
                        ComparisonKind.NAME, List.of(new LevelWeight("equal", 1.0 / 3, 1e-7 / 3, 0.1 + 0.2)))),
                List.of(new TermTable("given", 1_234_567, List.of(new TermTable.Entry(Long.MIN_VALUE + 1, -42)))),
                List.of("email", "name_word + birth_date"),
                List.of(new QuarantinedIdentifier(ComparisonKind.EMAIL, Long.MAX_VALUE, 60, 59)),
                3_000_000,
                0,
                Optional.empty());

        assertThat(codec.read(codec.write(model))).isEqualTo(model);
        for (long meanMin : new long[] {-1_250_000, Joining.NEVER}) {
            MatchModel taught = model.withJoining(Optional.of(new Joining(meanMin, 40, 31, 30)));
            assertThat(codec.read(codec.write(taught))).isEqualTo(taught);
        }
    }

    @Test
    void readsAModelOfTheTimeBeforeVerdictsTaughtAndPersonsMoved() {
        MatchModel model = codec.read("{\"form\":1,\"version\":\"abc\",\"prior\":-1,\"household_prior\":-2,"
                + "\"automatic\":4,\"review\":3,\"comparisons\":[],\"terms\":[],\"blocking\":[\"email\"],"
                + "\"quarantined\":[]}");

        assertThat(model)
                .isEqualTo(new MatchModel(
                        "abc",
                        -1,
                        -2,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of("email"),
                        List.of(),
                        4,
                        3,
                        Optional.empty()));
        assertThat(codec.write(model)).doesNotContain("joining").doesNotContain("moved");
    }

    @Test
    void saysThatABrokenModelCannotBeRead() {
        assertThatThrownBy(() -> codec.read("{\"form\":1,"))
                .isInstanceOf(TarnException.class)
                .hasMessage("A match model cannot be read: its JSON is broken or of another form. Run 'tarn unify' to"
                        + " train a new one.");
    }
}
