package io.tarn.collect.tag;

import static io.tarn.collect.tag.Fit.ramp;

import io.tarn.model.policy.SemanticTag;

/** How well values fit the tags of places. */
final class PlaceFits {
    private PlaceFits() {}

    static Fit of(SemanticTag tag, ColumnProfile column) {
        double letters = ramp(column.share(Likeness.LETTERS), 0.35, 0.7);
        double number = column.share(Likeness.NUMBER);
        double words = 1 - ramp(number, 0.3, 0.7);
        boolean two = column.distinct() <= 2 && column.share(Likeness.YES_NO) > 0.5;
        boolean date = column.share(Likeness.DATE) > 0.7;
        double text = two || date || column.share(Likeness.EMAIL) > 0.5 ? 0.1 : words;
        double street = column.share(Likeness.STREET);
        double whole = column.share(Likeness.FULL_ADDRESS);
        return switch (tag) {
            case ADDRESS ->
                Fit.of(
                        text * (column.words() < 2 ? 0.3 : whole > 0.4 ? 1 : 0.7),
                        whole >= 0.5 ? 0.5 + 0.45 * whole : 0,
                        Likeness.FULL_ADDRESS);
            case STREET -> {
                double proof = street >= 0.45 && whole < 0.5 ? 0.45 + 0.45 * street : 0;
                yield Fit.of(text * (whole > 0.5 ? 0.6 : 1), proof, Likeness.STREET);
            }
            case UNIT -> {
                double unit = column.share(Likeness.UNIT);
                boolean proven = unit >= 0.5 && unit > street;
                yield Fit.of(
                        column.share(Likeness.DECIMAL) > 0.3 || date ? 0.1 : 1,
                        proven ? 0.35 + 0.45 * unit : 0,
                        Likeness.UNIT);
            }
            case HOUSE_NUMBER -> {
                double share = column.share(Likeness.HOUSE_NUMBER);
                boolean mixed =
                        share > 0.9 && column.share(Likeness.NUMBER) < 0.95 && column.share(Likeness.NUMBER) > 0.4;
                yield Fit.of(ramp(share, 0.3, 0.7), mixed ? 0.45 : 0.03, Likeness.HOUSE_NUMBER);
            }
            case CITY -> city(column, letters, two);
            case BIRTH_PLACE -> Fit.of(two ? 0.2 : Math.max(letters, text * 0.5), 0);
            case REGION -> region(column, text);
            case COUNTRY -> country(column, text);
            case POSTCODE -> postcode(column);
            default -> Fit.of(0, 0);
        };
    }

    private static Fit city(ColumnProfile column, double letters, boolean two) {
        double share = column.share(Likeness.CITY);
        boolean names = column.share(Likeness.SURNAME) > share || column.share(Likeness.FIRST_NAME) > share;
        double proof = share >= 0.3 && !names ? 0.45 + 0.5 * share : share >= 0.12 && !names ? 0.35 : 0;
        boolean country = column.share(Likeness.COUNTRY) > 0.8;
        return Fit.of(two ? 0.3 : country ? 0.5 * letters : letters, country ? 0 : proof, Likeness.CITY);
    }

    private static Fit region(ColumnProfile column, double text) {
        double share = column.share(Likeness.REGION);
        double country = column.share(Likeness.COUNTRY);
        boolean proven = share >= 0.7 && share >= country && column.distinct() >= 3;
        double possible = share < 0.2 && country > 0.8 ? 0.3 : Math.max(text, ramp(share, 0.3, 0.6));
        return Fit.of(possible, proven ? 0.5 + 0.35 * share : 0, Likeness.REGION);
    }

    private static Fit country(ColumnProfile column, double text) {
        double share = column.share(Likeness.COUNTRY);
        boolean code = column.length() <= 3.2;
        boolean states = column.share(Likeness.REGION) > share;
        boolean currency = column.share(Likeness.CURRENCY) > 0.9;
        double possible = share < 0.2 && text > 0.5 ? 0.4 : Math.max(ramp(share, 0.2, 0.5), text * 0.4);
        double proof = share >= 0.75 && !states && !currency ? code ? 0.72 : 0.93 * share : 0;
        boolean one = column.distinct() == 1 && code;
        return Fit.of(possible, one ? 0.4 : proof, Likeness.COUNTRY);
    }

    private static Fit postcode(ColumnProfile column) {
        double share = column.share(Likeness.POSTCODE);
        double letters = column.share(Likeness.POSTCODE_LETTERS);
        boolean codes = column.share(Likeness.DIGITS) > 0.5 && column.length() <= 10;
        double possible = Math.max(ramp(share, 0.2, 0.5), codes ? 0.85 : 0);
        if (column.share(Likeness.DECIMAL) > 0.3 || (column.distinct() <= 2 && column.share(Likeness.YES_NO) > 0.5)) {
            possible = 0.1;
        }
        double mixed = share - letters > 0.7 && column.share(Likeness.NUMBER) < 0.95 ? 0.45 : 0;
        return Fit.of(possible, letters >= 0.6 ? 0.5 + 0.4 * letters : mixed, Likeness.POSTCODE);
    }
}
