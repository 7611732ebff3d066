package io.tarn.unify.match;

/** The sound of a name in rough: its first letter, then its consonants by kind, without doubles. */
final class Sound {
    private static final String KINDS = "0123012#02245501262301#202";
    private static final int LENGTH_MAX = 4;

    private Sound() {}

    static String of(String word) {
        StringBuilder sound = new StringBuilder(LENGTH_MAX);
        char last = '0';
        for (int i = 0; i < word.length() && sound.length() < LENGTH_MAX; i++) {
            char letter = word.charAt(i);
            char kind = letter >= 'a' && letter <= 'z' ? KINDS.charAt(letter - 'a') : '0';
            if (i == 0) {
                sound.append(letter);
            } else if (kind != '0' && kind != '#' && kind != last) {
                sound.append(kind);
            }
            last = kind == '#' ? last : kind;
        }
        return sound.toString();
    }
}
