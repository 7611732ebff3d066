package io.tarn.wire.event;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** How a body is unpacked: what begins like gzip is gzip, whatever a header says of it. */
public final class Unpacking {
    private static final int MAGIC_FIRST = 0x1f;
    private static final int MAGIC_SECOND = 0x8b;
    private static final int CHUNK = 16 * 1024;

    private Unpacking() {}

    /** Whether bytes begin like gzip. */
    public static boolean isGzip(byte[] body) {
        return body.length > 2 && (body[0] & 0xff) == MAGIC_FIRST && (body[1] & 0xff) == MAGIC_SECOND;
    }

    /**
     * The bytes that were meant.
     *
     * @throws TooLargeException when there would be more than {@code bytesMax}: no more than those are ever unpacked
     */
    public static byte[] plain(byte[] body, int bytesMax) {
        if (!isGzip(body)) {
            if (body.length > bytesMax) {
                throw EventErrors.tooLargeUnpacked(bytesMax);
            }
            return body;
        }
        byte[] out = new byte[Math.min(bytesMax + 1, Math.max(CHUNK, body.length * 4))];
        int length = 0;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body), CHUNK)) {
            while (true) {
                int read = in.read(out, length, out.length - length);
                if (read < 0) {
                    return Arrays.copyOf(out, length);
                }
                length += read;
                if (length > bytesMax) {
                    throw EventErrors.tooLargeUnpacked(bytesMax);
                }
                if (length == out.length) {
                    out = Arrays.copyOf(out, (int) Math.min(bytesMax + 1L, out.length * 2L));
                }
            }
        } catch (IOException failure) {
            throw EventErrors.badGzip(failure);
        }
    }
}
