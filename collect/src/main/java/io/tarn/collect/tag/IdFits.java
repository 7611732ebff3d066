package io.tarn.collect.tag;

import static io.tarn.collect.tag.Fit.ramp;

import io.tarn.model.policy.SemanticTag;

/** How well values fit the tags of ids. */
final class IdFits {
    private IdFits() {}

    static Fit of(SemanticTag tag, ColumnProfile column) {
        double code = column.share(Likeness.CODE);
        double possible = ramp(code, 0.3, 0.7);
        boolean other = column.share(Likeness.DECIMAL) > 0.3
                || column.share(Likeness.EMAIL) > 0.5
                || column.share(Likeness.CLOCK) > 0.5
                || (column.distinct() <= 2 && column.filled() > 20);
        if (other) {
            possible *= 0.3;
        }
        boolean digits = column.share(Likeness.NUMBER) > 0.9;
        double varied = column.variety() > 0.5 ? 1 : column.variety() > 0.05 ? 0.9 : 0.6;
        return switch (tag) {
            case RECORD_KEY -> Fit.of(possible, 0);
            case USER_ID -> user(column, Math.max(possible, counted(column)));
            case EXTERNAL_ID ->
                Fit.of(
                        Math.max(possible, counted(column)),
                        code > 0.9 && !digits && column.variety() > 0.5 ? 0.3 : 0.1);
            case REFERENCE ->
                Fit.of(Math.max(possible, oneWord(column) * 0.8), code > 0.9 && !digits ? 0.4 * varied : 0.12 * varied);
            case DEVICE_ID -> device(column, possible);
            case ANONYMOUS_ID -> anonymous(column, possible);
            case NATIONAL_ID -> national(column, possible);
            default -> Fit.of(0, 0);
        };
    }

    /** How well values are numbers that count persons from one: too short for a code, and ids where the name says so. */
    private static double counted(ColumnProfile column) {
        return column.distinct() > 2 ? 0.95 * ramp(column.share(Likeness.DIGITS), 0.9, 1) : 0;
    }

    private static double oneWord(ColumnProfile column) {
        return column.share(Likeness.NUMBER) > 0.5 ? 0 : column.share(Likeness.ONE_WORD) > 0.9 ? 1 : 0;
    }

    private static Fit user(ColumnProfile column, double possible) {
        double word = column.share(Likeness.ONE_WORD) > 0.9 && column.share(Likeness.DECIMAL) < 0.3 ? 0.95 : 0.1;
        boolean mail = column.share(Likeness.EMAIL) > 0.5;
        return Fit.of(mail ? 0.2 : Math.max(possible, column.distinct() > 2 ? word : 0.1), 0.05);
    }

    private static Fit device(ColumnProfile column, double possible) {
        double hardware = column.share(Likeness.MAC_OR_IMEI);
        double hex = column.share(Likeness.HEX);
        double proof = hardware > 0.8 ? 0.85 : hex > 0.9 && column.length() >= 10 ? 0.5 : 0.05;
        return Fit.of(possible, proof, hardware > 0.8 ? Likeness.MAC_OR_IMEI : Likeness.HEX);
    }

    private static Fit anonymous(ColumnProfile column, double possible) {
        double analytics = column.share(Likeness.GA_CLIENT);
        double uuid = column.share(Likeness.UUID);
        double proof = analytics > 0.8 ? 0.8 : uuid > 0.9 ? 0.45 : 0.05;
        double either = Math.max(possible, ramp(analytics, 0.3, 0.7));
        return Fit.of(either, proof, analytics > 0.8 ? Likeness.GA_CLIENT : Likeness.UUID);
    }

    private static Fit national(ColumnProfile column, double possible) {
        double share = column.share(Likeness.NATIONAL_ID);
        boolean spaced = share < 0.5 && column.share(Likeness.PHONE_SHAPE) > 0.6;
        double either = Math.max(Math.max(possible, spaced ? 0.8 : 0), ramp(share, 0.2, 0.5));
        boolean shortNumbers = column.length() < 5;
        return Fit.of(shortNumbers ? 0.1 : either, share >= 0.75 ? 0.85 * share : 0, Likeness.NATIONAL_ID);
    }
}
