package io.tarn.collect.tag;

import static io.tarn.collect.tag.Fit.ramp;

import io.tarn.model.policy.SemanticTag;

/** How well values fit the tags of persons: names, titles, genders, occupations, organizations. */
final class NameFits {
    private NameFits() {}

    static Fit of(SemanticTag tag, ColumnProfile column) {
        double letters = ramp(column.share(Likeness.LETTERS), 0.4, 0.75);
        double first = column.share(Likeness.FIRST_NAME);
        double last = column.share(Likeness.SURNAME);
        double place = Math.max(column.share(Likeness.CITY), column.share(Likeness.COUNTRY));
        double named = Math.max(place, column.share(Likeness.REGION));
        boolean closed = column.distinct() <= 4 && column.filled() > 50;
        double open = closed ? 0.4 : 1;
        return switch (tag) {
            case FIRST_NAME -> {
                double other = (last - first > 0.35 && first < 0.3) || column.words() > 2.2 ? 0.5 : 1;
                boolean proven = first >= 0.45 && first > last * 0.95 && named < first && !closed;
                yield Fit.of(letters * other * open, proven ? 0.45 + 0.4 * first : 0, Likeness.FIRST_NAME);
            }
            case LAST_NAME -> {
                double other = (first - last > 0.35 && last < 0.4) || column.words() > 3 ? 0.5 : 1;
                boolean proven = last >= 0.35 && last > first && named < last && !closed;
                yield Fit.of(letters * other * open, proven ? 0.45 + 0.4 * last : 0, Likeness.SURNAME);
            }
            case MIDDLE_NAME -> {
                double initials = column.share(Likeness.INITIAL);
                boolean proven = initials > 0.8 && column.distinct() > 8;
                yield Fit.of(letters, proven ? 0.6 : 0, Likeness.INITIAL);
            }
            case FULL_NAME -> fullName(column, letters * open);
            case TITLE -> Fit.of(titlePossible(column), column.share(Likeness.TITLE) >= 0.8 ? 0.88 : 0, Likeness.TITLE);
            case GENDER -> gender(column);
            case OCCUPATION -> {
                double share = column.share(Likeness.OCCUPATION);
                double possible = (1 - ramp(column.share(Likeness.NUMBER), 0.1, 0.5)) * Math.max(letters, 0.6);
                yield Fit.of(
                        column.distinct() <= 2 && column.share(Likeness.YES_NO) > 0.5 ? 0.2 : possible,
                        share >= 0.45 ? 0.42 + 0.45 * share : 0,
                        Likeness.OCCUPATION);
            }
            case ORGANIZATION -> {
                double share = column.share(Likeness.ORGANIZATION);
                boolean address = column.share(Likeness.STREET) > 0.6;
                double possible = column.share(Likeness.NUMBER) > 0.5 || address ? 0.1 : 1;
                boolean few = column.distinct() <= 2 && column.share(Likeness.YES_NO) > 0.5;
                yield Fit.of(
                        few ? 0.4 : possible,
                        share >= 0.25 && !address ? 0.45 + 0.45 * share : 0,
                        Likeness.ORGANIZATION);
            }
            default -> Fit.of(0, 0);
        };
    }

    private static double titlePossible(ColumnProfile column) {
        double share = column.share(Likeness.TITLE);
        return column.distinct() > 60 || column.words() > 3
                ? ramp(share, 0.3, 0.6)
                : Math.max(0.25, ramp(share, 0.1, 0.4));
    }

    private static Fit fullName(ColumnProfile column, double letters) {
        double person = column.share(Likeness.PERSON);
        double words = ramp(column.words(), 1.1, 1.7);
        double possible = letters * (0.45 + 0.55 * words);
        // Of names in other scripts only some are known.
        boolean strange = column.words() > 1.3 && person < 0.12 && column.share(Likeness.OTHER_SCRIPT) < 0.5;
        if (strange || column.share(Likeness.ORGANIZATION) > 0.3) {
            possible *= 0.5;
        }
        return Fit.of(possible, person >= 0.5 ? 0.45 + 0.45 * person : 0, Likeness.PERSON);
    }

    private static Fit gender(ColumnProfile column) {
        double share = column.share(Likeness.GENDER);
        boolean few = column.distinct() <= 12;
        double possible = few ? Math.max(0.8, ramp(share, 0.3, 0.7)) : ramp(share, 0.6, 0.9);
        boolean proven = share >= 0.85 && column.distinct() >= 2 && few;
        boolean letters = column.length() <= 1.5;
        return Fit.of(possible, proven ? letters ? 0.8 : 0.92 : 0, Likeness.GENDER);
    }
}
