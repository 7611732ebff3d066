package io.tarn.connectors.staging;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.ZipException;

/** A stretch of a stream that slides and grows, so that a record always stands whole in one array. One thread. */
public final class Window {
    private static final int START = 1 << 20;

    private final InputStream in;
    private byte[] bytes = new byte[START];
    private int from;
    private int to;
    private boolean last;
    private boolean truncated;

    public Window(InputStream in) {
        this.in = in;
        more();
    }

    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    public int length() {
        return to - from;
    }

    /** Whether the stream has nothing beyond the window. */
    public boolean last() {
        return last;
    }

    public boolean done() {
        return last && from == to;
    }

    /** Whether a compressed stream broke off at the window's end. */
    public boolean truncated() {
        return truncated;
    }

    public void advance(int next) {
        from = next;
    }

    /** Reads on, keeping what the window holds. */
    public void more() {
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        try {
            while (to < bytes.length && !last) {
                int read = in.read(bytes, to, bytes.length - to);
                last = read < 0;
                to += Math.max(read, 0);
            }
        } catch (EOFException | ZipException e) {
            last = true;
            truncated = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the line ends that begins at the window's start: at its line end, or at the window's end. */
    public int lineEnd(byte lineEnd) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == lineEnd) {
                return i;
            }
        }
        return to;
    }

    /** Drops everything up to and with the next line end; returns how many bytes that were before it. */
    public long skipLine(byte lineEnd) {
        long skipped = 0;
        while (true) {
            int end = lineEnd(lineEnd);
            skipped += end - from;
            from = Math.min(end + 1, to);
            if (end < to || last) {
                return skipped;
            }
            more();
        }
    }
}
