package io.tarn.sample;

/** A slip of the hand: two letters swapped, one left out, doubled, or struck one key beside. */
final class Typo {
    private static final String KEYS = "qwertzuiopasdfghjklyxcvbnm";

    private Typo() {}

    /** The text with one slip, which spares its first letter; the text itself where it is too short for one. */
    static String in(String text, Chance chance) {
        if (text.length() < 4) {
            return text;
        }
        int at = chance.between(1, text.length() - 2);
        char letter = text.charAt(at);
        if (!Character.isLetter(letter)) {
            return text;
        }
        StringBuilder slipped = new StringBuilder(text);
        switch (chance.below(4)) {
            case 0 -> {
                slipped.setCharAt(at, text.charAt(at + 1));
                slipped.setCharAt(at + 1, letter);
            }
            case 1 -> slipped.deleteCharAt(at);
            case 2 -> slipped.insert(at, letter);
            default -> {
                int key = KEYS.indexOf(Character.toLowerCase(letter));
                slipped.setCharAt(at, key < 0 ? 'e' : KEYS.charAt((key + 1) % KEYS.length()));
            }
        }
        return slipped.toString();
    }
}
