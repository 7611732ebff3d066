package io.tarn.loop.live;

import io.tarn.loop.live.TownPerson.Done;
import io.tarn.loop.live.TownPerson.Said;
import io.tarn.loop.live.TownPerson.Sent;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.Exclusion;
import io.tarn.model.policy.FrequencyCap;
import io.tarn.model.policy.HoldoutDeclaration;
import io.tarn.model.policy.QuietHours;
import io.tarn.model.policy.Trigger;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The limits of the {@link TownCampaigns}, each looked at in the most simple way. Confined to one thread. */
final class TownLimits {
    private static final long DAY_SECONDS = 86_400;

    private final List<String> broken = new ArrayList<>();

    /** What set a campaign off, and for which part of a person. */
    record Cause(String constituent, Instant at, long offset) {}

    List<String> broken() {
        return broken;
    }

    void expect(boolean kept, String otherwise) {
        if (!kept) {
            broken.add(otherwise);
        }
    }

    void consent(Campaign campaign, String purpose, String channel, TownPerson person, String where) {
        boolean ofPurpose = word(person, purpose, campaign.isTransactional());
        expect(word(person, purpose + "." + channel, ofPurpose), where + "no consent");
        expect(word(person, channel, true), where + "the channel is refused");
    }

    /** The last word on something; of two at one time the refusal. */
    private static boolean word(TownPerson person, String about, boolean otherwise) {
        Instant newest = Instant.MIN;
        boolean given = otherwise;
        for (Said one : person.consents) {
            if (!one.about().equals(about) || one.at().isBefore(newest)) {
                continue;
            }
            boolean now = Boolean.parseBoolean(one.word());
            given = one.at().equals(newest) ? given && now : now;
            newest = one.at();
        }
        return given;
    }

    void exclusions(Campaign campaign, TownPerson person, Instant at, Cause occasion, String where) {
        for (Exclusion exclusion : campaign.exclusions()) {
            switch (exclusion) {
                case Exclusion.InAudience(var audience) ->
                    expect(isIn(audience.value(), person, at) != Belief.YES, where + "in excluded " + audience);
                case Exclusion.Converted _ ->
                    expect(
                            person.done.stream().noneMatch(one -> isGoal(campaign, one, occasion)),
                            where + "converted since");
            }
        }
        campaign.audience()
                .ifPresent(one -> expect(isIn(one.value(), person, at) != Belief.NO, where + "not in " + one));
        if (campaign.trigger() instanceof Trigger.OnEntry(var audience)) {
            expect(isIn(audience.value(), person, at) != Belief.NO, where + "not in " + audience);
        }
        if (!campaign.isTransactional()) {
            expect(isIn("open_ticket", person, at) != Belief.YES, where + "an open ticket");
        }
    }

    /** What one part did before it was known to be the same person counts by the clock of who told it. */
    private static boolean isGoal(Campaign campaign, Done done, Cause occasion) {
        return done.live()
                && done.offset() > occasion.offset()
                && done.event().equals(campaign.goal().event())
                && (done.parts().contains(occasion.constituent()) || done.at().isAfter(occasion.at()));
    }

    private enum Belief {
        YES,
        NO,
        /** What would decide it leaves its window at this very instant. */
        EITHER
    }

    private static Belief isIn(String audience, TownPerson person, Instant at) {
        TownCampaigns.Members members =
                Optional.ofNullable(TownCampaigns.MEMBERS.get(audience)).orElseThrow();
        Instant after = at.minus(Duration.ofDays(members.days()));
        long inside = 0;
        long onEdge = 0;
        for (Done one : person.done) {
            if (one.event().equals(members.event())) {
                inside += one.at().isAfter(after) ? 1 : 0;
                onEdge += one.at().equals(after) ? 1 : 0;
            }
        }
        if (inside >= members.times()) {
            return Belief.YES;
        }
        return inside + onEdge >= members.times() ? Belief.EITHER : Belief.NO;
    }

    void quiet(String channel, TownPerson person, Instant at, String where) {
        Instant newest =
                person.zones.stream().map(Said::at).max(Instant::compareTo).orElse(Instant.MIN);
        List<ZoneId> zones = new ArrayList<>();
        for (Said one : person.zones) {
            if (one.at().equals(newest)) {
                zones.add(zone(one.word()));
            }
        }
        if (zones.isEmpty()) {
            zones.add(TownCampaigns.LIMITS.zone());
        }
        expect(zones.stream().anyMatch(zone -> !isQuiet(channel, at.atZone(zone).toLocalTime())), where + "quiet");
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException _) {
            return TownCampaigns.LIMITS.zone();
        }
    }

    /** Seconds since the quiet hours began, round the clock, against how many they are. */
    private static boolean isQuiet(String channel, LocalTime wall) {
        for (QuietHours quiet : TownCampaigns.LIMITS.quietHours()) {
            boolean concerned = quiet.channels().isEmpty()
                    || quiet.channels().stream().anyMatch(one -> one.value().equals(channel));
            long since =
                    Math.floorMod((long) wall.toSecondOfDay() - quiet.from().toSecondOfDay(), DAY_SECONDS);
            long length = Math.floorMod(
                    (long) quiet.until().toSecondOfDay() - quiet.from().toSecondOfDay(), DAY_SECONDS);
            if (concerned && since < length) {
                return true;
            }
        }
        return false;
    }

    void caps(Campaign campaign, String channel, TownPerson person, Instant at, String where) {
        for (FrequencyCap cap : TownCampaigns.LIMITS.caps()) {
            expect(count(cap, channel, person.sent, at) < cap.max(), where + "more than " + cap);
        }
        List<Sent> own = person.sent.stream()
                .filter(one -> one.campaign().equals(campaign.name().value()))
                .toList();
        for (FrequencyCap cap : campaign.caps()) {
            expect(count(cap, channel, own, at) < cap.max(), where + "more of the campaign than " + cap);
        }
    }

    /** How many there were already, where the cap is about the channel. */
    private static long count(FrequencyCap cap, String channel, List<Sent> sent, Instant at) {
        if (cap.channel().filter(one -> !one.value().equals(channel)).isPresent()) {
            return 0;
        }
        return sent.stream()
                .filter(one -> cap.channel().isEmpty() || one.channel().equals(channel))
                .filter(one -> one.at().isAfter(at.minus(cap.window())))
                .count();
    }

    boolean isHeldOut(Campaign campaign, Set<String> parts) {
        return TownCampaigns.LIMITS
                        .holdout()
                        .filter(one -> isHeldOut(one, parts))
                        .isPresent()
                || campaign.holdout().filter(one -> isHeldOut(one, parts)).isPresent();
    }

    /** The first 40 bits of the hash as a fraction of one. */
    private static boolean isHeldOut(HoldoutDeclaration declared, Set<String> parts) {
        return parts.stream().anyMatch(part -> {
            BigInteger place =
                    new BigInteger(sha256(declared.salt().value() + "\0" + part).substring(0, 10), 16);
            BigInteger whole = BigInteger.ONE.shiftLeft(40);
            return place.multiply(BigInteger.valueOf(1_000_000))
                            .compareTo(whole.multiply(
                                    BigInteger.valueOf(declared.share().perMillion())))
                    < 0;
        });
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
