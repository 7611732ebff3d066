package io.tarn.collect.tag;

import static io.tarn.collect.tag.Fit.ramp;

import io.tarn.model.policy.SemanticTag;

/** How well values fit each tag. The numbers are weights of evidence, set by reading many tables, not by fitting one. */
final class Fits {
    private Fits() {}

    static Fit of(SemanticTag tag, ColumnProfile column) {
        if (column.isEmpty()) {
            return Fit.of(1, 0);
        }
        return switch (tag) {
            case RECORD_KEY, USER_ID, EXTERNAL_ID, REFERENCE, DEVICE_ID, ANONYMOUS_ID, NATIONAL_ID ->
                IdFits.of(tag, column);
            case FIRST_NAME, MIDDLE_NAME, LAST_NAME, FULL_NAME, TITLE, GENDER, OCCUPATION, ORGANIZATION ->
                NameFits.of(tag, column);
            case ADDRESS, STREET, HOUSE_NUMBER, UNIT, CITY, REGION, POSTCODE, COUNTRY, BIRTH_PLACE ->
                PlaceFits.of(tag, column);
            case TIMESTAMP,
                    BIRTH_DATE,
                    BIRTH_YEAR,
                    BIRTH_MONTH,
                    BIRTH_DAY,
                    AGE,
                    AMOUNT,
                    QUANTITY,
                    COUNT,
                    CURRENCY,
                    LATITUDE,
                    LONGITUDE -> NumberFits.of(tag, column);
            case EMAIL -> sure(column, Likeness.EMAIL, 0.97);
            case URL -> url(column);
            case IP_ADDRESS -> sure(column, Likeness.IP, 0.96);
            case PHONE -> phone(column);
            case CONSENT -> consent(column);
            case FLAG -> flag(column);
            case SOURCE -> source(column);
            case CATEGORY -> category(column);
            case FREE_TEXT -> freeText(column);
        };
    }

    static Fit sure(ColumnProfile column, Likeness likeness, double most) {
        double share = column.share(likeness);
        return Fit.of(ramp(share, 0.15, 0.5), share >= 0.6 ? most * share : share * 0.3, likeness);
    }

    private static Fit url(ColumnProfile column) {
        double share = column.share(Likeness.URL);
        double path = column.values().keySet().stream()
                .filter(value -> value.startsWith("/"))
                .count();
        double paths = path / column.distinct();
        return Fit.of(ramp(Math.max(share, paths), 0.15, 0.5), share >= 0.6 ? 0.93 * share : paths * 0.6, Likeness.URL);
    }

    private static Fit phone(ColumnProfile column) {
        double shape = column.share(Likeness.PHONE_SHAPE);
        double valid = column.share(Likeness.PHONE_VALID);
        boolean other = column.share(Likeness.REAL_DATE) > 0.8
                || column.share(Likeness.EPOCH) > 0.9
                || column.share(Likeness.IP) > 0.5
                || column.share(Likeness.DECIMAL) > 0.5
                || column.share(Likeness.NATIONAL_ID) > 0.8;
        if (other) {
            return Fit.of(0.1, 0);
        }
        double formatted = column.share(Likeness.PHONE_FORMATTED);
        double proof = 0;
        if (valid >= 0.6 && formatted >= 0.6) {
            proof = 0.5 + 0.45 * valid;
        } else if (valid >= 0.85) {
            proof = 0.55;
        }
        return Fit.of(ramp(shape, 0.2, 0.6), proof, valid >= 0.5 ? Likeness.PHONE_VALID : Likeness.PHONE_SHAPE);
    }

    private static Fit consent(ColumnProfile column) {
        double words = column.share(Likeness.CONSENT);
        double yes = column.share(Likeness.YES_NO);
        boolean few = column.distinct() <= 8;
        double possible = ramp(words + yes, 0.4, 0.8);
        if (column.share(Likeness.DATE) > 0.5 || column.share(Likeness.EMAIL) > 0.5) {
            possible = 0.1;
        }
        double other = few && column.share(Likeness.NUMBER) < 0.5 ? 0.75 : 0.1;
        return Fit.of(
                Math.max(possible, possible > 0 ? possible : other), few && words >= 0.7 ? 0.75 : 0, Likeness.CONSENT);
    }

    private static Fit flag(ColumnProfile column) {
        double yes = column.share(Likeness.YES_NO);
        boolean two = column.distinct() <= 2;
        double possible = two ? 1 : column.distinct() <= 4 ? 0.55 * ramp(yes, 0.4, 0.9) : 0.05;
        boolean digits = column.share(Likeness.DIGITS) > 0.5;
        return Fit.of(possible, two && yes >= 0.95 ? digits ? 0.62 : 0.78 : 0, Likeness.YES_NO);
    }

    private static Fit source(ColumnProfile column) {
        double share = column.share(Likeness.SOURCE);
        double possible = column.distinct() <= 60 || column.variety() < 0.05 ? 1 : 0.2;
        if (column.share(Likeness.NUMBER) > 0.8) {
            possible *= 0.4;
        }
        return Fit.of(possible, share >= 0.7 && column.distinct() >= 2 ? 0.62 : 0, Likeness.SOURCE);
    }

    private static Fit category(ColumnProfile column) {
        boolean few = column.distinct() <= 40;
        double possible = few || column.variety() < 0.1 ? 1 : column.variety() < 0.5 ? 0.75 : 0.6;
        if (column.share(Likeness.SENTENCE) > 0.5 && column.variety() > 0.5) {
            possible *= 0.6;
        }
        if (column.share(Likeness.DECIMAL) > 0.5 || column.share(Likeness.DATE) > 0.8) {
            possible *= 0.4;
        }
        if (column.share(Likeness.YES_NO) > 0.97 && column.distinct() <= 2) {
            possible *= 0.5;
        }
        double numeric = column.share(Likeness.NUMBER) > 0.8 ? 0.5 : 1;
        double proof = column.variety() < 0.1 && few ? 0.5 : column.variety() < 0.25 ? 0.38 : 0.15;
        return Fit.of(possible, (column.words() > 5 ? 0.5 : 1) * proof * numeric);
    }

    private static Fit freeText(ColumnProfile column) {
        double sentence = column.share(Likeness.SENTENCE);
        boolean number = column.share(Likeness.NUMBER) > 0.8 || column.share(Likeness.DATE) > 0.8;
        double possible = number ? 0.1 : column.variety() < 0.02 && column.distinct() < 20 ? 0.45 : 1;
        double proof = sentence > 0.4 ? 0.45 + 0.3 * sentence : column.words() > 1.5 ? 0.33 : 0.2;
        if (column.share(Likeness.JSON) > 0.5) {
            proof = 0.6;
        }
        return Fit.of(possible, number ? 0 : column.variety() < 0.1 ? proof * 0.6 : proof, Likeness.SENTENCE);
    }
}
