package io.tarn.connectors.json;

import io.tarn.connectors.staging.Window;

/**
 * Finds JSON values that stand in an array or one after another, by their brackets alone. One thread.
 *
 * <p>Whether a value is JSON is not looked at; only where it ends.
 */
final class ValueSplitter {
    /** What stands at the window's beginning. */
    enum Found {
        VALUE,
        NOTHING,
        MORE,
        /** A bracket or a quote does not close before the text ends. */
        OPEN
    }

    private int start;
    private int end;

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    Found find(Window window) {
        byte[] bytes = window.bytes();
        int to = window.to();
        start = window.from();
        while (start < to && between(bytes[start])) {
            start++;
        }
        window.advance(start);
        if (start == to) {
            return window.last() ? Found.NOTHING : Found.MORE;
        }
        boolean closed =
                (bytes[start] == '{' || bytes[start] == '[') ? brackets(bytes, to) : scalar(bytes, to, window.last());
        if (closed) {
            return Found.VALUE;
        }
        return window.last() ? Found.OPEN : Found.MORE;
    }

    private static boolean between(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == ',' || b == ']';
    }

    private boolean brackets(byte[] bytes, int to) {
        int depth = 0;
        boolean text = false;
        for (int i = start; i < to; i++) {
            byte b = bytes[i];
            if (text) {
                if (b == '\\') {
                    i++;
                } else if (b == '"') {
                    text = false;
                }
            } else if (b == '"') {
                text = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
                if (depth == 0) {
                    end = i + 1;
                    return true;
                }
            }
        }
        return false;
    }

    private boolean scalar(byte[] bytes, int to, boolean last) {
        boolean text = bytes[start] == '"';
        for (int i = start + 1; i < to; i++) {
            byte b = bytes[i];
            if (text && b == '\\') {
                i++;
            } else if (text && b == '"') {
                text = false;
            } else if (!text && between(b)) {
                end = i;
                return true;
            }
        }
        end = to;
        return last;
    }
}
