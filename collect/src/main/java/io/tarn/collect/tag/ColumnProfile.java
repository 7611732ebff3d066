package io.tarn.collect.tag;

import io.tarn.collect.normalize.PhoneForm;
import io.tarn.collect.normalize.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was counted over the sampled values of a column. Confined to one thread while it is made, immutable after. */
final class ColumnProfile {
    private static final int WORDS_SHOWN_MAX = 80;

    private final ColumnSample sample;
    private final Map<Likeness, Long> counts = new EnumMap<>(Likeness.class);
    private final Map<String, Long> values = new TreeMap<>();
    private final double[] numbers;
    private final int[] years;
    private final long filled;
    private final double words;
    private final double length;

    private ColumnProfile(ColumnSample sample, @Nullable String region) {
        this.sample = sample;
        for (String value : sample.values()) {
            if (value != null && !isMissing(value)) {
                values.merge(value, 1L, Long::sum);
            }
        }
        List<Double> numeric = new ArrayList<>();
        List<Integer> dated = new ArrayList<>();
        long total = 0;
        long wordSum = 0;
        long lengthSum = 0;
        for (Map.Entry<String, Long> entry : values.entrySet()) {
            long times = entry.getValue();
            ValueLook look = ValueLook.of(entry.getKey());
            for (Likeness likeness : look.likenesses()) {
                counts.merge(likeness, times, Long::sum);
            }
            if (look.likenesses().contains(Likeness.PHONE_SHAPE)
                    && PhoneForm.valid(entry.getKey(), region).isPresent()) {
                counts.merge(Likeness.PHONE_VALID, times, Long::sum);
            }
            if (look.number() != null) {
                numeric.add(look.number().value());
            }
            if (look.year() > 0) {
                dated.add(look.year());
            }
            total += times;
            wordSum += times * Math.min(look.words(), WORDS_SHOWN_MAX);
            lengthSum += times * Math.min(entry.getKey().length(), 2_000);
        }
        this.filled = total;
        this.words = total == 0 ? 0 : (double) wordSum / total;
        this.length = total == 0 ? 0 : (double) lengthSum / total;
        this.numbers =
                numeric.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        this.years = dated.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    static ColumnProfile of(ColumnSample sample, Optional<String> region) {
        return new ColumnProfile(sample, region.orElse(null));
    }

    private static boolean isMissing(String value) {
        String text = Texts.trim(value);
        return text.isEmpty() || (text.length() <= 24 && Vocabulary.of("nulls").contains(Texts.fold(text)));
    }

    ColumnSample sample() {
        return sample;
    }

    /** The different sampled values and how often each stands there, in their order. */
    Map<String, Long> values() {
        return values;
    }

    /** The share of the values that are there of which a question is true; 0 when none is there. */
    double share(Likeness likeness) {
        return filled == 0 ? 0 : (double) counts.getOrDefault(likeness, 0L) / filled;
    }

    /** Sampled values that are there. */
    long filled() {
        return filled;
    }

    boolean isEmpty() {
        return filled == 0;
    }

    int distinct() {
        return values.size();
    }

    /** Different values for each value that is there. */
    double variety() {
        return filled == 0 ? 0 : (double) values.size() / filled;
    }

    double words() {
        return words;
    }

    double length() {
        return length;
    }

    /** A quantile of the different numbers; 0 when there are none. */
    double number(double quantile) {
        return numbers.length == 0 ? 0 : numbers[(int) Math.min(numbers.length - 1, quantile * numbers.length)];
    }

    /** The years between a tenth from below and a tenth from above; 0 when there are no dates. */
    int yearSpan() {
        if (years.length == 0) {
            return 0;
        }
        return years[(int) Math.min(years.length - 1, years.length * 0.95)] - years[(int) (years.length * 0.05)];
    }

    /** Whether all sampled values have the same length. */
    boolean hasOneLength() {
        int[] lengths =
                values.keySet().stream().mapToInt(String::length).distinct().toArray();
        return Arrays.stream(lengths).count() == 1;
    }

    /** The evidence of a likeness in words. */
    String say(Likeness likeness) {
        return Math.round(share(likeness) * 100) + " % of " + String.format(java.util.Locale.ROOT, "%,d", filled)
                + " values " + likeness.words();
    }
}
