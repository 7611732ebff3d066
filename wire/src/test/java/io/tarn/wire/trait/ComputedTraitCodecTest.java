package io.tarn.wire.trait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.error.TarnException;
import io.tarn.model.event.Value;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.ComputedTrait.Comparison;
import io.tarn.model.policy.ComputedTrait.Condition;
import io.tarn.model.policy.ComputedTrait.Function;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ComputedTraitCodecTest {
    @Test
    void readsAComputedTrait() {
        ComputedTrait trait = ComputedTraitCodec.read("""
                name: spend_30d
                event: Order Completed
                where:
                  - property: currency
                    equal: EUR
                  - property: total
                    at_least: 12.50
                compute: sum
                property: revenue
                window: 30d
                """, "traits/spend_30d.yaml");

        assertThat(trait)
                .isEqualTo(new ComputedTrait(
                        "spend_30d",
                        "Order Completed",
                        List.of(
                                new Condition("currency", Comparison.EQUAL, new Value.Text("EUR")),
                                new Condition("total", Comparison.AT_LEAST, new Value.Decimal(new BigDecimal("12.5")))),
                        Function.SUM,
                        Optional.of("revenue"),
                        Optional.of(Duration.ofDays(30))));
    }

    @ParameterizedTest
    @EnumSource(Function.class)
    void readsBackWhatItWrites(Function function) {
        Optional<String> property = function == Function.COUNT ? Optional.empty() : Optional.of("a.b");
        List<Condition> filters = List.of(
                new Condition("text", Comparison.NOT_EQUAL, new Value.Text("5")),
                new Condition("yes", Comparison.EQUAL, new Value.Text("yes")),
                new Condition("number", Comparison.BELOW, Value.Decimal.of(-3)),
                new Condition("flag", Comparison.EXISTS, new Value.Flag(true)));
        ComputedTrait trait =
                new ComputedTrait("t", "page", filters, function, property, Optional.of(Duration.ofMinutes(90)));

        assertThat(ComputedTraitCodec.read(ComputedTraitCodec.write(trait), "t.yaml"))
                .isEqualTo(trait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1m", "90m", "36h", "30d", "52w"})
    void keepsAWindow(String window) {
        ComputedTrait trait = ComputedTraitCodec.read("name: t\nevent: e\ncompute: count\nwindow: " + window, "t.yaml");

        assertThat(ComputedTraitCodec.read(ComputedTraitCodec.write(trait), "t.yaml"))
                .isEqualTo(trait);
    }

    @Test
    void tellsAllFaultsAtOnce() {
        assertThatThrownBy(() -> ComputedTraitCodec.read("""
                        name: t
                        event: e
                        compute: sume
                        windw: 3d
                        where:
                          - property: a
                            above: many
                        window: a while
                        """, "t.yaml"))
                .isInstanceOf(TarnException.class)
                .hasMessageContaining("unknown key 'windw'")
                .hasMessageContaining("Did you mean 'window'?")
                .hasMessageContaining("'compute' is 'sume'")
                .hasMessageContaining("Did you mean 'sum'?")
                .hasMessageContaining("'where' compares 'a' by 'above' with what is no number")
                .hasMessageContaining("'window' is 'a while'; write a number with m, h, d or w, such as 30d");
    }
}
