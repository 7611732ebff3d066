package io.tarn.wire.bytes;

import io.tarn.model.identity.ProfileId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A profile id as ten bytes: five bits for each of its sixteen digits, sorting as the ids do. */
public final class ProfileIdBytes {
    public static final int LENGTH = 10;

    private static final int BITS_A_DIGIT = 5;
    private static final int DIGITS_A_HALF = 8;
    private static final byte[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUES = values();

    private ProfileIdBytes() {}

    public static byte[] of(ProfileId id) {
        byte[] bytes = new byte[LENGTH];
        write(id, bytes, 0);
        return bytes;
    }

    /** The id that ten bytes from a place on spell; any ten do. */
    public static ProfileId read(byte[] bytes, int place) {
        byte[] letters = new byte[1 + 2 * DIGITS_A_HALF];
        letters[0] = 'p';
        for (int half = 0; half < 2; half++) {
            long bits = 0;
            for (int i = 0; i < BITS_A_DIGIT; i++) {
                bits = bits << 8 | (bytes[place + half * BITS_A_DIGIT + i] & 0xff);
            }
            for (int digit = DIGITS_A_HALF; digit > 0; digit--) {
                letters[half * DIGITS_A_HALF + digit] = DIGITS[(int) (bits & 31)];
                bits >>>= BITS_A_DIGIT;
            }
        }
        return new ProfileId(new String(letters, StandardCharsets.ISO_8859_1));
    }

    static void write(ProfileId id, byte[] target, int place) {
        String letters = id.value();
        for (int half = 0; half < 2; half++) {
            long bits = 0;
            for (int digit = 1; digit <= DIGITS_A_HALF; digit++) {
                bits = bits << BITS_A_DIGIT | VALUES[letters.charAt(half * DIGITS_A_HALF + digit)];
            }
            for (int i = BITS_A_DIGIT - 1; i >= 0; i--) {
                target[place + half * BITS_A_DIGIT + i] = (byte) bits;
                bits >>>= 8;
            }
        }
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < DIGITS.length; i++) {
            values[DIGITS[i]] = (byte) i;
        }
        return values;
    }
}
