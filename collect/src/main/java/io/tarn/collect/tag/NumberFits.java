package io.tarn.collect.tag;

import static io.tarn.collect.tag.Fit.ramp;

import io.tarn.collect.normalize.DatePartForm;
import io.tarn.model.policy.NormalizationRule.DateUnit;
import io.tarn.model.policy.SemanticTag;
import java.util.Map;

/** How well values fit the tags of dates and numbers. */
final class NumberFits {
    static final int LIFE = 30;
    private static final int BUSINESS = 12;

    static final int MONTHS = 12;
    static final int DAYS = 31;

    private NumberFits() {}

    static Fit of(SemanticTag tag, ColumnProfile column) {
        double number = column.share(Likeness.NUMBER);
        double whole = column.share(Likeness.WHOLE);
        return switch (tag) {
            case TIMESTAMP -> timestamp(column);
            case BIRTH_DATE -> birth(column);
            case BIRTH_YEAR -> Fit.of(ramp(column.share(Likeness.YEAR), 0.5, 0.8), 0, Likeness.YEAR);
            case BIRTH_MONTH -> Fit.of(upTo(column, DateUnit.MONTH, MONTHS), 0);
            case BIRTH_DAY -> Fit.of(upTo(column, DateUnit.DAY, DAYS), 0, Likeness.WHOLE);
            case AGE -> {
                boolean span = column.number(0.02) >= 0 && column.number(0.98) <= 120;
                yield Fit.of(ramp(number, 0.6, 0.9) * (span ? 1 : 0.3), 0.05, Likeness.WHOLE);
            }
            case LATITUDE -> degrees(column, 90);
            case LONGITUDE -> degrees(column, 180);
            case AMOUNT -> amount(column, number);
            case QUANTITY -> {
                double decimal = column.share(Likeness.DECIMAL);
                boolean fine = decimal > 0.4 && column.share(Likeness.CENTS) < 0.6;
                double percent = column.share(Likeness.PERCENT) > 0.5 ? 0.8 : 0;
                yield Fit.of(
                        isIdentity(column) ? 0.2 : ramp(number, 0.5, 0.8),
                        Math.max(percent, fine ? 0.5 : 0.12 * ramp(number, 0.6, 0.9)),
                        Likeness.NUMBER);
            }
            case COUNT -> {
                boolean small = column.number(0.95) < 10_000;
                double proof = whole < 0.9 || isIdentity(column) ? 0 : small ? 0.42 : 0.2;
                yield Fit.of(
                        isIdentity(column) ? 0.3 : ramp(whole, 0.5, 0.85),
                        column.variety() > 0.9 && column.filled() > 100 ? 0.5 * proof : proof,
                        Likeness.WHOLE);
            }
            case CURRENCY -> {
                double share = column.share(Likeness.CURRENCY);
                boolean proven = share >= 0.9 && column.share(Likeness.COUNTRY) < 0.95;
                yield Fit.of(Math.max(ramp(share, 0.2, 0.5), 0.05), proven ? 0.85 : 0, Likeness.CURRENCY);
            }
            default -> Fit.of(0, 0);
        };
    }

    /** How well the values are months, or days, from 1 up to another number, but for a few that were written wrongly. */
    static double upTo(ColumnProfile column, DateUnit unit, int most) {
        long within = 0;
        for (Map.Entry<String, Long> entry : column.values().entrySet()) {
            boolean one = DatePartForm.of(entry.getKey().trim(), unit)
                    .filter(digits -> Integer.parseInt(digits) <= most)
                    .isPresent();
            within += one ? entry.getValue() : 0;
        }
        return column.isEmpty() ? 0 : ramp((double) within / column.filled(), 0.8, 0.95);
    }

    /** Numbers alone do not tell that they are degrees. */
    private static Fit degrees(ColumnProfile column, double most) {
        boolean within = column.number(0.02) >= -most && column.number(0.98) <= most;
        return Fit.of(within ? ramp(column.share(Likeness.NUMBER), 0.6, 0.9) : 0.1, 0, Likeness.NUMBER);
    }

    /** Whether every value is another whole number of many digits: an id rather than a size. */
    private static boolean isIdentity(ColumnProfile column) {
        return column.share(Likeness.WHOLE) > 0.98
                && column.filled() > 50
                && column.number(0.5) > 10_000
                && column.hasOneLength();
    }

    private static double dated(ColumnProfile column) {
        return Math.max(column.share(Likeness.REAL_DATE), column.share(Likeness.EPOCH));
    }

    private static Fit timestamp(ColumnProfile column) {
        double share = dated(column);
        double clock = column.share(Likeness.CLOCK);
        double possible = ramp(share, 0.2, 0.5);
        if (share < 0.2) {
            possible = Math.max(possible, column.share(Likeness.YEAR) > 0.9 ? 0.8 : 0.3);
        }
        if (column.share(Likeness.YES_NO) > 0.9 && column.distinct() <= 2) {
            possible = 0.05;
        }
        double proof = 0;
        if (share >= 0.6) {
            boolean epoch = column.share(Likeness.EPOCH) > 0.5;
            int span = column.yearSpan();
            proof = clock > 0.5 ? 0.92 : epoch ? 0.7 : span >= LIFE ? 0.45 : span <= BUSINESS ? 0.85 : 0.62;
        }
        return Fit.of(possible, proof, column.share(Likeness.EPOCH) > 0.5 ? Likeness.EPOCH : Likeness.REAL_DATE);
    }

    private static Fit birth(ColumnProfile column) {
        double share = column.share(Likeness.DATE);
        double possible = Math.max(ramp(share, 0.2, 0.5), column.share(Likeness.YEAR) > 0.8 ? 0.9 : 0);
        double clock = column.share(Likeness.CLOCK);
        double proof = 0;
        if (share >= 0.6 && clock < 0.1) {
            int span = column.yearSpan();
            proof = span >= LIFE ? 0.78 : span <= BUSINESS ? 0.05 : 0.45;
        }
        return Fit.of(clock > 0.5 ? 0.4 * possible : possible, proof, Likeness.DATE);
    }

    private static Fit amount(ColumnProfile column, double number) {
        double cents = column.share(Likeness.CENTS);
        double decimal = column.share(Likeness.DECIMAL);
        double signs = column.share(Likeness.CURRENCY_SIGN);
        double proof = signs >= 0.4 ? 0.9 : cents >= 0.6 ? 0.6 : decimal >= 0.4 ? 0.42 : 0.12;
        double possible = ramp(number, 0.5, 0.8) * (isIdentity(column) ? 0.4 : 1);
        boolean flag = column.share(Likeness.YES_NO) > 0.97 && column.distinct() <= 2 && column.filled() > 20;
        return Fit.of(
                flag ? 0.2 : possible,
                proof * ramp(number, 0.6, 0.9),
                signs >= 0.4 ? Likeness.CURRENCY_SIGN : Likeness.NUMBER);
    }
}
