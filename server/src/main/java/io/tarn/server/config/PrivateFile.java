package io.tarn.server.config;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;

/** Secrets of a home, in files that nobody but their owner reads. */
public final class PrivateFile {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int SECRET_LENGTH = 32;

    private PrivateFile() {}

    /** A secret that nobody can guess: 160 bits behind a word that says what it is for. */
    public static String secret(String word) {
        SecureRandom random = new SecureRandom();
        StringBuilder secret = new StringBuilder("tarn_").append(word).append('_');
        for (int i = 0; i < SECRET_LENGTH; i++) {
            secret.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return secret.toString();
    }

    /** The admin key of a home: of the environment, else of its file, which is made when there is none. */
    public static String adminKey(Path home, Map<String, String> environment) {
        String given = environment.getOrDefault("TARN_ADMIN_KEY", "");
        if (!given.isBlank()) {
            return given.strip();
        }
        Path file = home.resolve("admin.key");
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            String key = secret("admin");
            write(file, key + "\n");
            return key;
        } catch (IOException failure) {
            throw unusable(file, failure);
        }
    }

    /** Writes a file as a whole, readable by its owner only. */
    public static void write(Path file, String text) {
        Path scratch = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(scratch);
            Files.createFile(scratch, ownerOnly());
            Files.write(scratch, text.getBytes(StandardCharsets.UTF_8));
            Files.move(scratch, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw unusable(file, failure);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(owner)};
    }

    private static TarnException unusable(Path file, IOException failure) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "'" + file + "' cannot be used (" + failure + "). Check its permissions and free space.",
                failure);
    }
}
