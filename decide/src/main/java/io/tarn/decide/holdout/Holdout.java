package io.tarn.decide.holdout;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.HoldoutName;
import io.tarn.model.policy.HoldoutSalt;
import io.tarn.model.policy.HoldoutShare;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The share of profiles from which a decision is deliberately withheld, so that lift can be measured. Membership
 * depends on the profile id and the salt alone, the first 40 bits of SHA-256 over salt, a zero byte and id being the
 * profile's place among all, hence survives restarts, replays and re-computation. Two holdouts with different salts are
 * independent.
 */
public record Holdout(HoldoutName name, HoldoutShare share, HoldoutSalt salt) {
    private static final int PLACE_BITS = 40;

    public Holdout {
        if (share.perMillion() > HoldoutShare.MAX.perMillion()) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "Holdout '" + name + "' cannot be used: its share is " + share + "; use 0% to " + HoldoutShare.MAX
                            + ".");
        }
    }

    /** Whether a profile is held out. */
    public boolean contains(ProfileId profile) {
        byte[] digest = digest(salt.value() + '\0' + profile.value());
        return (place(digest) * HoldoutShare.WHOLE) >>> PLACE_BITS < share.perMillion();
    }

    /** Where among all profiles one stands, of two to the power of forty places. */
    private static long place(byte[] digest) {
        // The top bits: the lower ones feed sharding, and a shard must not hold more of the control group than another.
        return ByteBuffer.wrap(digest).getLong() >>> (Long.SIZE - PLACE_BITS);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new TarnException(ErrorCode.INVARIANT_BROKEN, "This Java lacks SHA-256, which each must have.", e);
        }
    }
}
