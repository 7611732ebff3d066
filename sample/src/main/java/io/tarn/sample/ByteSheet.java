package io.tarn.sample;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A CSV file of plain ASCII that is written byte by byte, without objects in between.
 *
 * <p>Confined to one thread.
 */
final class ByteSheet implements Closeable {
    private static final int ROW_MAX = 4_096;

    private final OutputStream out;
    private final byte[] bytes = new byte[1 << 18];
    private int length;

    ByteSheet(Path file) throws IOException {
        out = Files.newOutputStream(file);
    }

    ByteSheet letter(char letter) {
        bytes[length++] = (byte) letter;
        return this;
    }

    ByteSheet comma() {
        return letter(',');
    }

    @SuppressWarnings("deprecation") // The one way to copy ASCII out of a string without an object in between.
    ByteSheet text(String text) {
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
        return this;
    }

    ByteSheet bytes(byte[] text, int count) {
        System.arraycopy(text, 0, bytes, length, count);
        length += count;
        return this;
    }

    ByteSheet bytes(byte[] text) {
        return bytes(text, text.length);
    }

    /** Writes a number with at least some digits. */
    ByteSheet number(long number, int digitsMin) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        digits = Math.max(digits, digitsMin);
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            long tenth = rest / 10;
            bytes[i] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
        length += digits;
        return this;
    }

    ByteSheet number(long number) {
        return number(number, 1);
    }

    void newLine() throws IOException {
        letter('\n');
        if (length > bytes.length - ROW_MAX) {
            out.write(bytes, 0, length);
            length = 0;
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            out.write(bytes, 0, length);
        }
    }
}
