package io.tarn.decide.arbitration;

import io.tarn.model.decision.Candidate;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.Alternative;
import io.tarn.model.policy.ExpectedValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which the alternatives of a message step are tried: by expected value, the highest first; of one value
 * they are drawn by weight. A draw depends on campaign, step and profile alone, so a person meets the same alternative
 * each time.
 */
public final class Preferences {
    private Preferences() {}

    public static List<Alternative> order(Candidate candidate, ProfileId profile) {
        List<Alternative> declared = candidate.step().alternatives();
        if (declared.size() == 1) {
            return declared;
        }
        Comparator<Alternative> byWorth =
                Comparator.comparing(candidate::worth, Comparator.<ExpectedValue>reverseOrder());
        List<Alternative> order = new ArrayList<>(declared);
        order.sort(byWorth.thenComparing(Alternative::name));
        int first = 0;
        for (int i = 1; i <= order.size(); i++) {
            if (i == order.size() || byWorth.compare(order.get(first), order.get(i)) != 0) {
                draw(order.subList(first, i), candidate, profile);
                first = i;
            }
        }
        return order;
    }

    /** Puts alternatives that are worth the same in the order in which they are drawn. */
    private static void draw(List<Alternative> alike, Candidate candidate, ProfileId profile) {
        if (alike.size() == 1) {
            return;
        }
        List<Alternative> left = new ArrayList<>(alike);
        long draw = draw(candidate, profile);
        for (int i = 0; i < alike.size(); i++) {
            Alternative next = next(left, draw);
            alike.set(i, next);
            left.remove(next);
            draw = Long.rotateLeft(draw * 0x9E3779B97F4A7C15L, 29);
        }
    }

    private static Alternative next(List<Alternative> alike, long draw) {
        int weights = alike.stream().mapToInt(Alternative::weight).sum();
        long at = ((draw >>> Integer.SIZE) * weights) >>> Integer.SIZE;
        for (Alternative one : alike) {
            at -= one.weight();
            if (at < 0) {
                return one;
            }
        }
        return alike.getLast();
    }

    private static long draw(Candidate candidate, ProfileId profile) {
        String text = "alternative\0" + candidate.campaign().name() + '\0'
                + candidate.step().name() + '\0' + profile;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new TarnException(ErrorCode.INVARIANT_BROKEN, "This Java lacks SHA-256, which each must have.", e);
        }
    }
}
