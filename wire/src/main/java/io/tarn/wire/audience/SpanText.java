package io.tarn.wire.audience;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as definitions write them: a number with {@code m}, {@code h}, {@code d} or {@code w}. */
public final class SpanText {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,7})\\s?([mhdw])");

    private SpanText() {}

    /** Empty where the text is none. */
    public static Optional<Duration> read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    case "d" -> Duration.ofDays(number);
                    default -> Duration.ofDays(7 * number);
                });
    }

    /** In the largest unit that divides it, weeks left aside. */
    public static String write(Duration span) {
        if (span.equals(Duration.ofDays(span.toDays()))) {
            return span.toDays() + "d";
        }
        return span.equals(Duration.ofHours(span.toHours())) ? span.toHours() + "h" : span.toMinutes() + "m";
    }
}
