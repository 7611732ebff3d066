package io.tarn.loop.history;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The lines of a file, packed with gzip or not, as bytes. Confined to one thread. */
final class LineReader implements AutoCloseable {
    /** Longer lines are cut here: no event is so large. */
    static final int LINE_BYTES_MAX = 256 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final Counted packed;
    private final InputStream plain;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;

    LineReader(Path file) throws IOException {
        packed = new Counted(Files.newInputStream(file));
        BufferedInputStream in = new BufferedInputStream(packed, BUFFER_BYTES);
        in.mark(2);
        boolean isPacked = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        in.reset();
        plain = isPacked ? new GZIPInputStream(in, BUFFER_BYTES) : in;
    }

    /** The next line without its end; empty behind the last. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = null;
        while (true) {
            if (position == limit) {
                limit = plain.read(buffer);
                position = 0;
                if (limit <= 0) {
                    limit = 0;
                    return line == null ? Optional.empty() : Optional.of(line.toByteArray());
                }
            }
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            if (line == null) {
                line = new ByteArrayOutputStream(Math.max(256, end - position));
            }
            line.write(buffer, position, Math.clamp(LINE_BYTES_MAX + 1L - line.size(), 0, end - position));
            position = end;
            if (end < limit) {
                position++;
                return Optional.of(line.toByteArray());
            }
        }
    }

    /** How many bytes of the file were read. */
    long bytes() {
        return packed.bytes;
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }

    /** Counts what passes. */
    private static final class Counted extends java.io.FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            bytes += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = super.read(into, from, length);
            bytes += Math.max(0, count);
            return count;
        }
    }
}
