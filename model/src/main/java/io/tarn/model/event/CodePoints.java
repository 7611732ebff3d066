package io.tarn.model.event;

import java.util.Comparator;

/** Text in the order of its code points: the order of UTF-8 bytes, in which engines sort, and not Java's own. */
public final class CodePoints {
    public static final Comparator<String> ORDER = CodePoints::compare;

    private CodePoints() {}

    private static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Integer.compare(place(a), place(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Surrogates stand for code points above all others. */
    private static int place(char unit) {
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }
}
