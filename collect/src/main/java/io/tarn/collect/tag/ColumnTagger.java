package io.tarn.collect.tag;

import io.tarn.model.policy.SemanticTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Weighs what a column's name and its values say, and proposes a tag. A name is believed as far as the values allow; a
 * name that the values refute is not.
 */
final class ColumnTagger {
    private static final double NAME_TRUST = 0.9;
    private static final double STRONG = 0.75;
    private static final double CONTRADICTED = 0.55;
    /** The most that values alone may say where the name speaks plainly for a tag that looks alike. */
    private static final double ALIKE_MAX = 0.75;

    private static final double NAMED_MIN = 0.9;
    private static final double POSSIBLE_MIN = 0.95;
    /** Tags whose values look alike, so that proof of one says nothing against another. */
    private static final List<Set<SemanticTag>> ALIKE = List.of(
            Set.of(
                    SemanticTag.RECORD_KEY,
                    SemanticTag.EXTERNAL_ID,
                    SemanticTag.USER_ID,
                    SemanticTag.REFERENCE,
                    SemanticTag.DEVICE_ID,
                    SemanticTag.ANONYMOUS_ID,
                    SemanticTag.NATIONAL_ID),
            Set.of(SemanticTag.FLAG, SemanticTag.CONSENT),
            Set.of(SemanticTag.TIMESTAMP, SemanticTag.BIRTH_DATE),
            Set.of(SemanticTag.CITY, SemanticTag.BIRTH_PLACE, SemanticTag.COUNTRY, SemanticTag.REGION),
            Set.of(SemanticTag.CITY, SemanticTag.FULL_NAME),
            Set.of(SemanticTag.STREET, SemanticTag.ADDRESS, SemanticTag.UNIT),
            Set.of(
                    SemanticTag.AMOUNT,
                    SemanticTag.QUANTITY,
                    SemanticTag.COUNT,
                    SemanticTag.AGE,
                    SemanticTag.LATITUDE,
                    SemanticTag.LONGITUDE),
            Set.of(SemanticTag.GENDER, SemanticTag.TITLE, SemanticTag.CATEGORY),
            Set.of(SemanticTag.FREE_TEXT, SemanticTag.ORGANIZATION, SemanticTag.OCCUPATION, SemanticTag.CATEGORY),
            Set.of(SemanticTag.CATEGORY, SemanticTag.SOURCE));

    private ColumnTagger() {}

    /** A tag with its weight and where it comes from. */
    record Weighed(SemanticTag tag, double score, Fit fit, Optional<Headers.Match> match) {}

    static TagProposal propose(ColumnProfile column) {
        List<Weighed> weighed = weigh(column);
        Weighed best = weighed.get(0);
        Weighed second = weighed.get(1);
        double rivalry = best.score() == 0 ? 1 : Fit.ramp(second.score() / best.score(), 0.7, 1);
        double confidence = Math.min(0.99, best.score() * (1 - 0.3 * rivalry));
        return new TagProposal(
                column.sample().label(), best.tag(), rounded(confidence), evidence(column, best), second.tag());
    }

    /** All tags, the weightiest first. */
    static List<Weighed> weigh(ColumnProfile column) {
        Map<SemanticTag, Fit> fits = new EnumMap<>(SemanticTag.class);
        for (SemanticTag tag : SemanticTag.values()) {
            fits.put(tag, Fits.of(tag, column));
        }
        Map<SemanticTag, Headers.Match> names = Headers.standard().read(nameOf(column.sample()));
        List<Weighed> weighed = new ArrayList<>();
        fits.forEach((tag, fit) -> {
            Headers.Match match = names.get(tag);
            double name = match == null ? 0 : match.weight() * fit.possible() * contradiction(tag, fits);
            double proof =
                    match == null && namedAlike(tag, names, fits) ? Math.min(fit.proof(), ALIKE_MAX) : fit.proof();
            double score = 1 - (1 - NAME_TRUST * name) * (1 - proof);
            weighed.add(new Weighed(tag, score, fit, Optional.ofNullable(match)));
        });
        weighed.sort(Comparator.comparingDouble(Weighed::score).reversed().thenComparing(Weighed::tag));
        return weighed;
    }

    /** Of a nested column the last names count most, and all are read. */
    static String nameOf(ColumnSample sample) {
        return sample.path().isEmpty() ? sample.column() : sample.column() + " " + String.join(" ", sample.path());
    }

    private static double contradiction(SemanticTag tag, Map<SemanticTag, Fit> fits) {
        Fit own = fits.getOrDefault(tag, Fit.of(0, 0));
        if (own.proof() >= 0.2) {
            return 1;
        }
        for (Map.Entry<SemanticTag, Fit> other : fits.entrySet()) {
            if (other.getKey() != tag && other.getValue().proof() >= STRONG && !alike(tag, other.getKey())) {
                return CONTRADICTED;
            }
        }
        return 1;
    }

    /** Whether the name speaks for a tag whose values look the same: provinces are called like cities. */
    private static boolean namedAlike(
            SemanticTag tag, Map<SemanticTag, Headers.Match> names, Map<SemanticTag, Fit> fits) {
        return names.values().stream()
                .anyMatch(match -> match.tag() != tag
                        && alike(tag, match.tag())
                        && match.weight() >= NAMED_MIN
                        && fits.getOrDefault(match.tag(), Fit.of(0, 0)).possible() >= POSSIBLE_MIN);
    }

    private static boolean alike(SemanticTag one, SemanticTag other) {
        return ALIKE.stream().anyMatch(group -> group.contains(one) && group.contains(other));
    }

    private static List<String> evidence(ColumnProfile column, Weighed best) {
        List<String> reasons = new ArrayList<>();
        if (column.isEmpty()) {
            reasons.add("the column holds no values");
        } else if (best.fit().likeness().isPresent()
                && column.share(best.fit().likeness().get()) >= 0.1) {
            reasons.add(column.say(best.fit().likeness().get()));
        } else {
            reasons.add(
                    String.format(Locale.ROOT, "%,d different among %,d values", column.distinct(), column.filled()));
        }
        if (best.match().isPresent()) {
            Headers.Match match = best.match().get();
            reasons.add("the name says '" + match.phrase() + "'");
        } else if (Headers.standard().read(nameOf(column.sample())).isEmpty()) {
            reasons.add("the name says nothing that is known");
        } else if (!column.isEmpty()) {
            reasons.add("the values weigh more than the name");
        }
        return reasons;
    }

    static double rounded(double confidence) {
        return Math.round(confidence * 100) / 100.0;
    }
}
