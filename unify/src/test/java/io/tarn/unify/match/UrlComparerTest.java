package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.MatchField;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UrlComparerTest {
    private static final UrlComparer COMPARER = new UrlComparer();

    @ParameterizedTest
    @CsvSource({
        "https://www.example.com/, example.com, equal",
        "http://Example.com/Shop?utm=1#top, example.com/shop/, equal",
        "https://social.example/anna, https://social.example/paul, same host",
        "https://www.example.com, https://www.example.org, other",
    })
    void comparesWhatAnAddressMeans(String one, String other, String level) {
        int found = COMPARER.level(url(one), url(other));

        assertThat(COMPARER.levels().get(found - 1).name()).isEqualTo(level);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "yes", "/path/only", "https://", "www.", "?q=a.b"})
    void knowsNothingOfWhatIsNoAddress(String text) {
        assertThat(COMPARER.prepare(record(text), new Words())).isNull();
    }

    private static UrlComparer.Url url(String text) {
        return Objects.requireNonNull(COMPARER.prepare(record(text), new Words()));
    }

    private static RecordValues record(String text) {
        return Map.of(MatchField.URL, text)::get;
    }
}
