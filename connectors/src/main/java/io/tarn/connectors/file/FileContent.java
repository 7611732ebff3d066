package io.tarn.connectors.file;

import io.tarn.connectors.ConnectorErrors;
import io.tarn.connectors.staging.TranscodedStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * What a file holds, by its first bytes: whether it is packed, its encoding, and a sample of its text. Not compared,
 * and not handed out of this room.
 *
 * @param sample the beginning as UTF-8 without a mark, or the bare bytes of what is no text
 * @param whole whether the sample is all of it
 */
@SuppressWarnings("ArrayRecordComponent")
record FileContent(Path file, boolean packed, Encoding encoding, byte[] sample, boolean whole) {
    private static final int SAMPLE = 1 << 20;
    private static final int UNPACK_BUFFER = 1 << 16;

    /** Looks at a file; a given encoding is believed. */
    static FileContent of(Path file, Optional<Charset> given) {
        try {
            boolean packed = packed(file);
            byte[] head;
            try (InputStream in = open(file, packed)) {
                head = head(in);
            }
            if (head.length == 0) {
                throw packed
                        ? ConnectorErrors.notATable(file, "a gzip stream that breaks off before its first byte")
                        : ConnectorErrors.empty(file);
            }
            Encoding found = Encoding.of(head, head.length);
            Encoding encoding = given.map(charset -> new Encoding(charset, marks(found, charset)))
                    .orElse(found);
            return new FileContent(file, packed, encoding, text(head, encoding), head.length < SAMPLE);
        } catch (IOException e) {
            throw ConnectorErrors.notReadable(file, e);
        }
    }

    FileContent as(Charset charset) {
        return of(file, Optional.of(charset));
    }

    /** The whole text as UTF-8 from its first character. */
    InputStream text() throws IOException {
        InputStream in = open(file, packed);
        in.skipNBytes(encoding.markLength());
        return utf8() ? in : new TranscodedStream(in, encoding.charset());
    }

    boolean utf8() {
        return encoding.charset().equals(StandardCharsets.UTF_8);
    }

    boolean starts(String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        if (sample.length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (sample[i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static int marks(Encoding found, Charset given) {
        return found.charset().equals(given) ? found.markLength() : 0;
    }

    private static boolean packed(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] magic = in.readNBytes(2);
            return magic.length == 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B;
        }
    }

    private static InputStream open(Path file, boolean packed) throws IOException {
        InputStream in = Files.newInputStream(file);
        return packed ? new GZIPInputStream(new BufferedInputStream(in, UNPACK_BUFFER), UNPACK_BUFFER) : in;
    }

    private static byte[] head(InputStream in) throws IOException {
        byte[] head = new byte[SAMPLE];
        int length = 0;
        try {
            while (length < SAMPLE) {
                int read = in.read(head, length, SAMPLE - length);
                if (read < 0) {
                    break;
                }
                length += read;
            }
        } catch (EOFException | ZipException e) {
            return java.util.Arrays.copyOf(head, length);
        }
        return length == SAMPLE ? head : java.util.Arrays.copyOf(head, length);
    }

    private static byte[] text(byte[] head, Encoding encoding) {
        int mark = encoding.markLength();
        if (encoding.charset().equals(StandardCharsets.UTF_8)) {
            return mark == 0 ? head : java.util.Arrays.copyOfRange(head, mark, head.length);
        }
        return new String(head, mark, head.length - mark, encoding.charset()).getBytes(StandardCharsets.UTF_8);
    }
}
