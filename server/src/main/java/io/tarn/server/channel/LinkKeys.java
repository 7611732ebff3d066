package io.tarn.server.channel;

import io.tarn.engage.delivery.SignedLinks;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.server.config.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * The keys of the links in messages, in a home's file {@code link.key}: one a line in hexadecimal digits, of which the
 * first signs and the others, older ones, are still known. A link lives as long as its key stands there.
 */
public final class LinkKeys {
    private static final String FILE = "link.key";

    private LinkKeys() {}

    /** The keys of a home, made when there is no file. */
    public static List<byte[]> load(Path home) {
        Path file = home.resolve(FILE);
        if (!Files.exists(file)) {
            byte[] key = new byte[SignedLinks.KEY_BYTES_MIN];
            new SecureRandom().nextBytes(key);
            PrivateFile.write(file, HexFormat.of().formatHex(key) + "\n");
        }
        try {
            List<byte[]> keys = Files.readString(file)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(HexFormat.of()::parseHex)
                    .toList();
            if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length < SignedLinks.KEY_BYTES_MIN)) {
                throw unusable(file, new IOException("too short"));
            }
            return keys;
        } catch (IOException | IllegalArgumentException broken) {
            throw unusable(file, broken);
        }
    }

    private static TarnException unusable(Path file, Exception cause) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                "The keys of links in '" + file + "' cannot be used: a line of " + 2 * SignedLinks.KEY_BYTES_MIN
                        + " or more hexadecimal digits is expected for each. Make one with 'openssl rand -hex "
                        + SignedLinks.KEY_BYTES_MIN + "'; links in messages that were sent with a lost key lead"
                        + " nowhere.",
                cause);
    }
}
