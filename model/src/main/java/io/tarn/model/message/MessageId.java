package io.tarn.model.message;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * The id of a message: the letter m and 125 bits of a hash of the decision's id, so one decision never makes two
 * messages, however often it is replayed.
 *
 * @param value the letter m and 25 digits or lower-case letters up to v
 */
public record MessageId(String value) implements Comparable<MessageId> {
    private static final int DIGITS = 25;
    private static final int RADIX = 32;
    private static final int BITS_DROPPED = 3;
    private static final Pattern FORM = Pattern.compile("m[0-9a-v]{25}");

    public MessageId {
        if (!isForm(value)) {
            throw new TarnException(
                    ErrorCode.INVALID_INPUT,
                    "A message id has " + value.length() + " characters or letters that none has: expected the letter m"
                            + " and 25 digits or lower-case letters up to v, as in gold.messages.");
        }
    }

    /** The id of the message that a decision leads to. */
    public static MessageId derive(String decisionId) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("message\0".getBytes(StandardCharsets.UTF_8));
            byte[] hash = digest.digest(decisionId.getBytes(StandardCharsets.UTF_8));
            BigInteger bits = new BigInteger(1, java.util.Arrays.copyOf(hash, 16)).shiftRight(BITS_DROPPED);
            String text = bits.toString(RADIX);
            return new MessageId("m" + "0".repeat(DIGITS - text.length()) + text);
        } catch (NoSuchAlgorithmException e) {
            throw new TarnException(ErrorCode.INVARIANT_BROKEN, "This Java lacks SHA-256, which each must have.", e);
        }
    }

    /** Whether a text has the form of such an id. */
    public static boolean isForm(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(MessageId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
