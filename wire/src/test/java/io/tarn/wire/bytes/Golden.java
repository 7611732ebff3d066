package io.tarn.wire.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/** Bytes as a release wrote them, in hexadecimal digits: never changed, only added to. */
public final class Golden {
    private Golden() {}

    public static byte[] bytes(String name) {
        try (InputStream stream = Golden.class.getResourceAsStream("/golden/" + name + ".hex")) {
            if (stream == null) {
                throw new IllegalStateException("There is no resource golden/" + name + ".hex.");
            }
            return HexFormat.of()
                    .parseHex(new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                            .replaceAll("\\s", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
