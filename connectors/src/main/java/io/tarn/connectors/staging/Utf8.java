package io.tarn.connectors.staging;

import java.nio.charset.StandardCharsets;

/** Tells UTF-8 from bytes that are none, and shows the latter without losing one. */
public final class Utf8 {
    private static final int ASCII = 0x80;

    private Utf8() {}

    public static boolean valid(byte[] bytes, int from, int to) {
        int position = from;
        while (position < to) {
            int length = length(bytes, position, to);
            if (length == 0) {
                return false;
            }
            position += length;
        }
        return true;
    }

    /** Whether the text holds the mark that a decoder leaves where it could not read. */
    public static boolean replaced(byte[] bytes, int from, int to) {
        for (int i = from; i + 2 < to; i++) {
            if (bytes[i] == (byte) 0xEF && bytes[i + 1] == (byte) 0xBF && bytes[i + 2] == (byte) 0xBD) {
                return true;
            }
        }
        return false;
    }

    /** The text of at most so many bytes; each byte that is no UTF-8 is written {@code \xE9}. */
    public static String show(byte[] bytes, int from, int to, int bytesMax) {
        int end = Math.min(to, from + bytesMax);
        if (valid(bytes, from, end)) {
            return new String(bytes, from, end - from, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(end - from);
        int position = from;
        while (position < end) {
            int length = length(bytes, position, end);
            if (length == 0) {
                text.append(String.format("\\x%02X", bytes[position++] & 0xFF));
            } else {
                text.append(new String(bytes, position, length, StandardCharsets.UTF_8));
                position += length;
            }
        }
        return text.toString();
    }

    /** How many bytes the character takes that begins there, 0 when none does. */
    public static int length(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xFF;
        if (lead < ASCII) {
            return 1;
        }
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || at + length > to) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != ASCII) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xFF;
        boolean overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
        boolean beyond = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
        return overlong || beyond ? 0 : length;
    }
}
