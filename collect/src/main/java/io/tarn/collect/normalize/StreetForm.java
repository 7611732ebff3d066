package io.tarn.collect.normalize;

import java.util.Locale;
import java.util.Set;

/** The form of streets: the name alone, with the house number apart. */
public final class StreetForm {
    /** Words whose number names the road, or a box or a lot, and not a house. */
    private static final Set<String> NUMBERED = Set.of(
            "highway",
            "hwy",
            "route",
            "rte",
            "road",
            "rd",
            "box",
            "lot",
            "unit",
            "flat",
            "apt",
            "suite",
            "floor",
            "level",
            "shop",
            "po",
            "state",
            "county",
            "interstate",
            "no",
            "room",
            "building",
            "block",
            "rmb",
            "rsd");

    private StreetForm() {}

    /**
     * A street and its house number.
     *
     * @param number empty when the text has none
     */
    public record Split(String street, String number) {}

    /** Splits numbers off both ends until none is left there; a text without a letter beside them stays whole. */
    public static Split split(String text) {
        String street = text;
        StringBuilder number = new StringBuilder();
        while (true) {
            Split next = leading(street);
            if (next.number().isEmpty()) {
                next = trailing(street);
            }
            if (next.number().isEmpty() || !hasLetter(next.street())) {
                return new Split(street, number.toString());
            }
            number.append(number.length() == 0 ? "" : " ").append(next.number());
            street = next.street();
        }
    }

    private static Split leading(String text) {
        int end = numberEnd(text, 0);
        if (end == 0 || end >= text.length() || (text.charAt(end) != ' ' && text.charAt(end) != ',')) {
            return new Split(text, "");
        }
        String rest = text.substring(end + 1).trim();
        return new Split(rest, text.substring(0, end).toLowerCase(Locale.ROOT));
    }

    private static Split trailing(String text) {
        int space = text.lastIndexOf(' ');
        if (space < 0) {
            return new Split(text, "");
        }
        String last = text.substring(space + 1);
        int start = space;
        if (last.length() == 1 && Character.isLetter(last.charAt(0))) {
            int before = text.lastIndexOf(' ', space - 1);
            if (before < 0 || !Texts.isDigits(text.substring(before + 1, space))) {
                return new Split(text, "");
            }
            start = before;
        } else if (last.isEmpty() || numberEnd(last, 0) != last.length()) {
            return new Split(text, "");
        }
        String street = text.substring(0, start).trim();
        String number = text.substring(start + 1).replace(" ", "").toLowerCase(Locale.ROOT);
        while (street.endsWith(",")) {
            street = street.substring(0, street.length() - 1).trim();
        }
        String word = street.substring(street.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
        return NUMBERED.contains(word) ? new Split(text, "") : new Split(street, number);
    }

    /** Where a house number such as 12, 12a, 12-14, 3/7 that starts here ends; the start when there is none. */
    private static int numberEnd(String text, int start) {
        int i = start;
        while (i < text.length() && Character.isDigit(text.charAt(i))) {
            i++;
        }
        if (i == start || i - start > 5) {
            return start;
        }
        if (i < text.length() && Character.isLetter(text.charAt(i))) {
            i++;
        }
        if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '/')) {
            int next = numberEnd(text, i + 1);
            return next == i + 1 ? start : next;
        }
        return i == text.length() || " ,".indexOf(text.charAt(i)) >= 0 ? i : start;
    }

    private static boolean hasLetter(String text) {
        return text.chars().anyMatch(Character::isLetter);
    }
}
