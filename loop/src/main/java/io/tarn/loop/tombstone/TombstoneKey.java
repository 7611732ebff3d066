package io.tarn.loop.tombstone;

import io.tarn.loop.LoopErrors;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret with which tombstones are made: HMAC-SHA256, so that who holds the hashes alone cannot try values out.
 * Immutable, safe to share.
 */
public final class TombstoneKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    private TombstoneKey(byte[] bytes) {
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** The key in a file, which only its owner may read; made when it is not there. */
    public static TombstoneKey openOrMake(Path file) {
        return Files.exists(file) ? open(file) : make(file);
    }

    /** The key in a file that must be there, because tombstones were made with it. */
    public static TombstoneKey open(Path file) {
        try {
            byte[] bytes = HexFormat.of().parseHex(Files.readString(file).strip());
            if (bytes.length != KEY_BYTES) {
                throw LoopErrors.forgetKeyBroken(file);
            }
            return new TombstoneKey(bytes);
        } catch (IOException | IllegalArgumentException failure) {
            throw LoopErrors.forgetKeyUnreadable(file, failure);
        }
    }

    private static TombstoneKey make(Path file) {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        try {
            Files.createDirectories(file.getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.deleteIfExists(part);
            if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
                Files.createFile(
                        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(part, HexFormat.of().formatHex(bytes) + "\n", StandardCharsets.US_ASCII);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return new TombstoneKey(bytes);
        } catch (IOException failure) {
            throw LoopErrors.forgetKeyUnreadable(file, failure);
        }
    }

    /** The keyed hash of a text, in hexadecimal digits. */
    String hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new TarnException(
                    ErrorCode.INVARIANT_BROKEN, "This Java lacks " + ALGORITHM + ", which each must have.", impossible);
        }
    }
}
