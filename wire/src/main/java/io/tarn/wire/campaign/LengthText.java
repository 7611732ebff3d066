package io.tarn.wire.campaign;

import io.tarn.audience.Spans;
import io.tarn.audience.parse.SpanParser;
import io.tarn.wire.audience.SpanText;
import io.tarn.wire.yaml.YamlMap;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time in the words of the audience language, such as {@code 2 days}; and, for what an audience cannot ask,
 * in seconds. The short form of computed traits, {@code 2d}, is read too.
 */
final class LengthText {
    private static final Pattern SECONDS = Pattern.compile("([0-9]{1,9}) seconds?");

    private LengthText() {}

    /** What stands under a key; a fault where it is no length of time. */
    static Optional<Duration> read(YamlMap map, String key) {
        Optional<String> text = map.text(key);
        Optional<Duration> length = text.flatMap(LengthText::parse);
        if (text.isPresent() && length.isEmpty()) {
            map.fault(
                    key,
                    "'" + text.get() + "' is no length of time: write a number of seconds, minutes, hours, days or"
                            + " weeks, such as 2 days");
        }
        return length;
    }

    private static Optional<Duration> parse(String text) {
        Matcher seconds = SECONDS.matcher(text);
        if (seconds.matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(seconds.group(1))));
        }
        return SpanParser.parse(text).or(() -> SpanText.read(text)).or(() -> exact(text));
    }

    /** As ISO 8601 writes it, for what no words are for: parts of a second. */
    private static Optional<Duration> exact(String text) {
        try {
            return text.startsWith("PT") ? Optional.of(Duration.parse(text)) : Optional.empty();
        } catch (DateTimeParseException notALength) {
            return Optional.empty();
        }
    }

    static String write(Duration length) {
        boolean wholeMinutes = length.equals(Duration.ofMinutes(length.toMinutes()));
        boolean wholeSeconds = length.equals(Duration.ofSeconds(length.toSeconds()));
        if (wholeMinutes || !wholeSeconds) {
            return Spans.text(length);
        }
        return length.toSeconds() + (length.toSeconds() == 1 ? " second" : " seconds");
    }
}
