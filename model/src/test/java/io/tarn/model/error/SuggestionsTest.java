package io.tarn.model.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionsTest {
    private static final List<String> KNOWN = List.of("orders", "order_total", "email");

    @Test
    void suggestsTheNearestName() {
        assertThat(Suggestions.didYouMean("ordrs", KNOWN)).isEqualTo(" Did you mean 'orders'?");
        assertThat(Suggestions.nearest("eMial", KNOWN)).contains("email");
    }

    @Test
    void suggestsNothingWhenNoNameIsNear() {
        assertThat(Suggestions.didYouMean("birthday", KNOWN)).isEmpty();
    }
}
