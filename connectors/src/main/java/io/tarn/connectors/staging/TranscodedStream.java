package io.tarn.connectors.staging;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A text of any encoding as UTF-8; what has no meaning in its encoding becomes the replacement mark. */
public final class TranscodedStream extends InputStream {
    private static final int CHARS = 1 << 16;

    private final Reader reader;
    private final char[] chars = new char[CHARS];
    private byte[] bytes = new byte[0];
    private int position;
    private int carried;

    public TranscodedStream(InputStream in, Charset charset) {
        this.reader = new InputStreamReader(in, charset);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == bytes.length && !fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** A high surrogate at the end waits for its other half. */
    private boolean fill() throws IOException {
        int read = reader.read(chars, carried, chars.length - carried);
        int count = carried + Math.max(read, 0);
        if (count == 0) {
            return false;
        }
        carried = read > 0 && Character.isHighSurrogate(chars[count - 1]) ? 1 : 0;
        bytes = new String(chars, 0, count - carried).getBytes(StandardCharsets.UTF_8);
        position = 0;
        if (carried == 1) {
            chars[0] = chars[count - 1];
            return bytes.length > 0 || fill();
        }
        return true;
    }
}
