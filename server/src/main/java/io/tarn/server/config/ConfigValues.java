package io.tarn.server.config;

import io.tarn.model.error.Suggestions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of one configuration by their keys. A value that cannot be used leaves its fault here and its default in
 * its place, so that all faults are told together. Confined to one thread.
 */
final class ConfigValues {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})\\s*(KB|MB|GB)");
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})\\s*(ms|s|m|h)");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}(\\.\\d{1,6})?");
    private static final long BYTES_PER_KILOBYTE = 1L << 10;
    private static final long BYTES_PER_MEGABYTE = 1L << 20;
    private static final long BYTES_PER_GIGABYTE = 1L << 30;

    private final Map<String, String> values;
    private final List<String> faults = new ArrayList<>();

    ConfigValues(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    void fault(String what) {
        faults.add(what);
    }

    /**
     * Leaves a fault for each key that nobody reads.
     *
     * @param known what may stand there; one that ends with a dot stands for all that begin with it
     */
    void knows(List<String> known) {
        for (String key : values.keySet()) {
            boolean knows = known.stream()
                    .anyMatch(one ->
                            one.endsWith(".") ? key.startsWith(one) && key.length() > one.length() : key.equals(one));
            if (!knows) {
                String near = Suggestions.didYouMean(key, known);
                fault("unknown key '" + key + "'."
                        + (near.isEmpty() ? " Known keys: " + String.join(", ", known) : near));
            }
        }
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Where a secret is found; a fault where the secret itself, or something else, stands there. */
    Optional<SecretReference> secret(String key) {
        Optional<String> text = text(key);
        Optional<SecretReference> reference = text.flatMap(SecretReference::parse);
        if (text.isPresent() && reference.isEmpty()) {
            fault(key + " says no place: write env:NAME or file:PATH, never the secret itself");
        }
        return reference;
    }

    /** What stands under keys that begin so, by the rest of the key. */
    Map<String, String> under(String prefix) {
        Map<String, String> under = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                under.put(key.substring(prefix.length()), value.strip());
            }
        });
        return under;
    }

    /** The words of a list, or of a text with commas. */
    List<String> words(String key) {
        return text(key).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** What a word names; a fault where it names none of the choices. */
    <T> Optional<T> choice(String key, Map<String, T> choices) {
        Optional<String> word = text(key);
        Optional<T> choice = word.flatMap(one -> Optional.ofNullable(choices.get(one)));
        if (word.isPresent() && choice.isEmpty()) {
            fault(key + " is '" + word.get() + "': use " + String.join(", ", choices.keySet()) + "."
                    + Suggestions.didYouMean(word.get(), choices.keySet()));
        }
        return choice;
    }

    int whole(String key, int otherwise, int min, int max) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below with the numbers out of range.
        }
        fault(key + " is '" + text.get() + "': use a whole number from " + min + " to " + max);
        return otherwise;
    }

    /** An amount of money or the like, 0 or more, to six decimals; empty where the key is not given. */
    Optional<BigDecimal> amount(String key) {
        Optional<String> text = text(key);
        if (text.filter(one -> !AMOUNT.matcher(one).matches()).isPresent()) {
            fault(key + " is '" + text.get() + "': use an amount such as 0.15");
            return Optional.empty();
        }
        return text.map(BigDecimal::new);
    }

    double share(String key, double otherwise) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            double share = Double.parseDouble(text.get());
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below with the numbers out of range.
        }
        fault(key + " is '" + text.get() + "': use a number from 0 to 1, such as 0.01");
        return otherwise;
    }

    int bytes(String key, int otherwise, int min, int max) {
        return (int) size(key, otherwise, min, max);
    }

    long size(String key, long otherwise, long min, long max) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        Matcher size = SIZE.matcher(text.get());
        if (size.matches()) {
            long bytes = Long.parseLong(size.group(1))
                    * switch (size.group(2)) {
                        case "KB" -> BYTES_PER_KILOBYTE;
                        case "MB" -> BYTES_PER_MEGABYTE;
                        default -> BYTES_PER_GIGABYTE;
                    };
            if (bytes >= min && bytes <= max) {
                return bytes;
            }
        }
        fault(key + " is '" + text.get() + "': use a size from " + word(min) + " to " + word(max));
        return otherwise;
    }

    Duration time(String key, Duration otherwise, Duration min, Duration max) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        Matcher matcher = TIME.matcher(text.get());
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration time = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
            if (time.compareTo(min) >= 0 && time.compareTo(max) <= 0) {
                return time;
            }
        }
        fault(key + " is '" + text.get() + "': use a time from " + word(min) + " to " + word(max)
                + ", such as 500 ms, 20 s, 5 m or 1 h");
        return otherwise;
    }

    private static String word(long bytes) {
        if (bytes % BYTES_PER_GIGABYTE == 0) {
            return bytes / BYTES_PER_GIGABYTE + " GB";
        }
        return bytes % BYTES_PER_MEGABYTE == 0
                ? bytes / BYTES_PER_MEGABYTE + " MB"
                : bytes / BYTES_PER_KILOBYTE + " KB";
    }

    private static String word(Duration time) {
        if (time.toMillis() % Duration.ofSeconds(1).toMillis() != 0) {
            return time.toMillis() + " ms";
        }
        if (time.toSeconds() % Duration.ofMinutes(1).toSeconds() != 0) {
            return time.toSeconds() + " s";
        }
        return time.toMinutes() % Duration.ofHours(1).toMinutes() != 0
                ? time.toMinutes() + " m"
                : time.toHours() + " h";
    }
}
