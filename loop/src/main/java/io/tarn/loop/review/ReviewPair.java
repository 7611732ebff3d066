package io.tarn.loop.review;

import io.tarn.model.identity.Evidence;
import io.tarn.model.identity.RecordName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A pair of records that somebody should look at.
 *
 * @param id names the pair, whichever run finds it
 * @param left the lesser one
 * @param weight in bits
 * @param evidence what was compared; adds up to the weight, but for the rarity of values
 * @param worth by which the queue is ordered: how uncertain, and how much hangs on it
 */
public record ReviewPair(
        String id,
        Side left,
        Side right,
        Kind kind,
        double weight,
        double probability,
        List<Evidence.Step> evidence,
        String modelVersion,
        double worth) {
    private static final int DIGITS = 10;

    public ReviewPair {
        evidence = List.copyOf(evidence);
    }

    /**
     * A record, and the profile that holds it.
     *
     * @param records how many records the profile has
     */
    public record Side(RecordName record, String profile, long records) {}

    /** Why it is asked. */
    public enum Kind {
        /** A run could not tell whether the two are one person, and left them apart. */
        UNCERTAIN,
        /** A run joined the two, and one of them hangs on this link alone, which is not firm. */
        WEAK,
        /** A link was firm enough, but the guards against wrong merges kept the two apart. */
        GUARDED,
        /** Live matching could not tell. */
        LIVE
    }

    static String idOf(RecordName one, RecordName other) {
        RecordName left = one.compareTo(other) <= 0 ? one : other;
        RecordName right = left.equals(one) ? other : one;
        return "r" + hash(left.source() + '\0' + left.recordId() + '\0' + right.source() + '\0' + right.recordId());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("Every Java has SHA-256.", failure);
        }
    }
}
