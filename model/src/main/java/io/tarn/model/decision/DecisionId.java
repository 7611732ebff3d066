package io.tarn.model.decision;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.StepName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The id of a decision: the letter d and 100 bits of a hash in twenty letters and digits that are hard to confuse.
 *
 * <p>It derives from campaign, message step, the constituent that the occasion happened to, and the occasion's event.
 * So a replay gives the same id, so does a decision that was deferred and is taken again, and no merge in between
 * changes it.
 *
 * @param value such as {@code d3f9k2m7q4r8t0vwx12ab}
 */
public record DecisionId(String value) implements Comparable<DecisionId> {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 21;

    public DecisionId {
        if (!isForm(value)) {
            throw DecisionErrors.noDecisionId(value);
        }
    }

    public static DecisionId derive(CampaignName campaign, StepName step, Occasion occasion) {
        MessageDigest digest = sha256();
        update(digest, campaign.value());
        update(digest, step.value());
        update(digest, occasion.subject().value());
        update(digest, occasion.key().source().value());
        update(digest, occasion.key().messageId());
        return new DecisionId(encode(digest.digest()));
    }

    private static void update(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static boolean isForm(String value) {
        if (value.length() != LENGTH || value.charAt(0) != 'd') {
            return false;
        }
        for (int i = 1; i < LENGTH; i++) {
            if (DIGITS.indexOf(value.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Five bits a digit, from the first bit on. */
    private static String encode(byte[] hash) {
        char[] text = new char[LENGTH];
        text[0] = 'd';
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
    public int compareTo(DecisionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
