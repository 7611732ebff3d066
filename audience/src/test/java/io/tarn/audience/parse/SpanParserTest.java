package io.tarn.audience.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.audience.Spans;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SpanParserTest {
    @Test
    void readsTheWordsOfTheLanguage() {
        assertThat(SpanParser.parse("2 days")).contains(Duration.ofDays(2));
        assertThat(SpanParser.parse(" 1 HOUR ")).contains(Duration.ofHours(1));
        assertThat(SpanParser.parse(Spans.text(Spans.MAX))).contains(Spans.MAX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2", "days", "2d", "0 days", "2 dayz", "-2 days", "2 days ago", "99999999 days", "'2 days"})
    void whatIsNoLengthIsNone(String text) {
        assertThat(SpanParser.parse(text)).isEmpty();
        assertThat(SpanParser.parse(text.repeat(200))).isEmpty();
    }
}
