package io.tarn.model.policy;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash by which runs and definitions tell whether a text has changed, and features are named: the first half of its SHA-256, in hex. */
public final class TextHash {
    private static final int HEX_DIGITS = 32;

    private TextHash() {}

    public static String of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new TarnException(
                    ErrorCode.INVARIANT_BROKEN, "This Java lacks SHA-256, which each must have.", impossible);
        }
    }
}
