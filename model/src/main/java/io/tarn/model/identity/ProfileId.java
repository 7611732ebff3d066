package io.tarn.model.identity;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The id of a profile: the letter p and 80 bits of a hash in sixteen letters and digits that are hard to confuse.
 *
 * <p>A new id derives from one record alone, so every machine that sees the record first names the profile alike.
 *
 * @param value such as {@code p3f9k2m7q4r8t0vwx}
 */
public record ProfileId(String value) implements Comparable<ProfileId> {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 17;

    public ProfileId {
        if (!isForm(value)) {
            throw new TarnException(
                    ErrorCode.INVALID_INPUT,
                    "'" + value + "' is no profile id: expected the letter p and sixteen digits or lower-case letters"
                            + " (without i, l, o and u), as in identity.profiles.");
        }
    }

    /**
     * The id that a record gives to a new profile.
     *
     * @param generation 0, or how many ids of this record are worn by other profiles already
     */
    public static ProfileId derive(String source, String recordId, int generation) {
        MessageDigest digest = sha256();
        digest.update(source.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(recordId.getBytes(StandardCharsets.UTF_8));
        if (generation > 0) {
            digest.update((byte) 0);
            digest.update(Integer.toString(generation).getBytes(StandardCharsets.UTF_8));
        }
        return new ProfileId(encode(digest.digest()));
    }

    /** Whether a text can be a profile id. */
    public static boolean isForm(String value) {
        if (value.length() != LENGTH || value.charAt(0) != 'p') {
            return false;
        }
        for (int i = 1; i < LENGTH; i++) {
            if (DIGITS.indexOf(value.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String encode(byte[] hash) {
        char[] text = new char[LENGTH];
        text[0] = 'p';
        int bits = 0;
        int held = 0;
        int next = 0;
        for (int i = 1; i < LENGTH; i++) {
            if (held < 5) {
                bits = (bits << 8) | (hash[next++] & 0xff);
                held += 8;
            }
            held -= 5;
            text[i] = DIGITS.charAt((bits >>> held) & 31);
        }
        return new String(text);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new TarnException(ErrorCode.INVARIANT_BROKEN, "This Java lacks SHA-256, which each must have.", e);
        }
    }

    /** By code point: the letters are ASCII. */
    @Override
    public int compareTo(ProfileId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
