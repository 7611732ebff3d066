package io.tarn.wire.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.ComparisonWeights;
import io.tarn.model.identity.LevelWeight;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.QuarantinedIdentifier;
import io.tarn.model.identity.TermTable;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MatchModelCodecTest {
    private final MatchModelCodec codec = new MatchModelCodec();

    @Test
    void readsWhatItWritesToTheBit() {
        MatchModel model = new MatchModel(
                "abc",
                -12_345_678,
                -23_456_789,
                List.of(new ComparisonWeights(
                        ComparisonKind.NAME, List.of(new LevelWeight("equal", 1.0 / 3, 1e-7 / 3, 0.1 + 0.2)))),
                List.of(new TermTable("given", 1_234_567, List.of(new TermTable.Entry(Long.MIN_VALUE + 1, -42)))),
                List.of("email", "name_word + birth_date"),
                List.of(new QuarantinedIdentifier(ComparisonKind.EMAIL, Long.MAX_VALUE, 60, 59)),
                3_000_000,
                0);

        assertThat(codec.read(codec.write(model))).isEqualTo(model);
    }

    @Test
    void saysThatABrokenModelCannotBeRead() {
        assertThatThrownBy(() -> codec.read("{\"form\":1,"))
                .isInstanceOf(TarnException.class)
                .hasMessage("A match model cannot be read: its JSON is broken or of another form. Run 'tarn unify' to"
                        + " train a new one.");
    }
}
