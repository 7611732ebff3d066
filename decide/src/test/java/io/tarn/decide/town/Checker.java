package io.tarn.decide.town;

import io.tarn.decide.town.Life.Change;
import io.tarn.decide.town.Walk.Taken;
import io.tarn.model.decision.Candidate;
import io.tarn.model.decision.Decision;
import io.tarn.model.decision.ReasonCode;
import io.tarn.model.event.RawEvent;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.Exclusion;
import io.tarn.model.policy.FrequencyCap;
import io.tarn.model.policy.HoldoutDeclaration;
import io.tarn.model.policy.QuietHours;
import io.tarn.model.policy.Trigger;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says which limits a person's messages broke. It reads what was declared and the person's whole life, and shares no
 * code with the rules: everything is found anew, slowly. Confined to one thread.
 */
final class Checker {
    private final Town town;
    private final Life life;
    private final List<Message> marketing = new ArrayList<>();
    private final Map<String, Integer> broken = new TreeMap<>();

    private record Message(Instant at, ChannelName channel, Campaign campaign) {}

    Checker(Town town, Life life) {
        this.town = town;
        this.life = life;
    }

    /** How often which limit was broken, by its name; none: all were kept. */
    Map<String, Integer> check(List<Taken> all) {
        Set<String> sent = new HashSet<>();
        for (Taken taken : all) {
            Instant at = taken.decision().head().asOf();
            switch (taken.decision()) {
                case Decision.Send send -> {
                    expect(sent.add(send.head().id().value()), "sent twice");
                    message(taken.candidate(), at, send.alternative().channel());
                    holdouts(taken.candidate().campaign(), false);
                }
                case Decision.Defer defer -> deferred(taken, defer, all);
                case Decision.Withhold held -> {
                    if (held.isControl()) {
                        holdouts(taken.candidate().campaign(), true);
                        person(taken.candidate(), at);
                    }
                }
            }
        }
        marketing.forEach(this::caps);
        return broken;
    }

    private void expect(boolean kept, String limit) {
        if (!kept) {
            broken.merge(limit, 1, Integer::sum);
        }
    }

    private void message(Candidate candidate, Instant at, ChannelName channel) {
        person(candidate, at);
        boolean transactional = candidate.campaign().kind() == Campaign.Kind.TRANSACTIONAL;
        boolean listed = false;
        boolean reachable = false;
        for (Change change : life.changes()) {
            if (change.at().isAfter(at)) {
                break;
            }
            if (change instanceof Change.Listed one) {
                listed |= one.entry().channel().isEmpty()
                        || one.entry().channel().get().equals(channel);
            } else if (change instanceof Change.Found one && one.channel().equals(channel)) {
                reachable = one.reachable();
            }
        }
        expect(!listed, "do-not-contact");
        expect(reachable, "address");
        consent(candidate.step().purpose().value(), channel.value(), at, transactional);
        if (transactional) {
            return;
        }
        LocalTime wall =
                at.atZone(life.zone().orElse(ZoneId.of("Europe/Berlin"))).toLocalTime();
        for (QuietHours quiet : town.guardrails().quietHours()) {
            boolean concerned = quiet.channels().isEmpty() || quiet.channels().contains(channel);
            expect(!concerned || !isBetween(wall, quiet.from(), quiet.until()), "quiet hours");
        }
        expect(marketing.stream().noneMatch(one -> one.at().equals(at)), "two at one instant");
        marketing.add(new Message(at, channel, candidate.campaign()));
    }

    /** Minutes since the quiet hours began, round the clock, against how many they are. */
    private static boolean isBetween(LocalTime wall, LocalTime from, LocalTime until) {
        long day = 24L * 3600;
        long since = Math.floorMod((long) wall.toSecondOfDay() - from.toSecondOfDay(), day);
        return since < Math.floorMod((long) until.toSecondOfDay() - from.toSecondOfDay(), day);
    }

    private void consent(String purpose, String channel, Instant at, boolean silenceAgrees) {
        Map<String, Boolean> said = new TreeMap<>();
        for (Change change : life.changes()) {
            if (change instanceof Change.Said one && !one.at().isAfter(at)) {
                said.put(one.category(), one.given());
            }
        }
        boolean purposeGiven = said.getOrDefault(purpose, silenceAgrees);
        expect(said.getOrDefault(purpose + "." + channel, purposeGiven), "consent");
        expect(said.getOrDefault(channel, true), "consent");
    }

    /** What holds by whichever channel. */
    private void person(Candidate candidate, Instant at) {
        Campaign campaign = candidate.campaign();
        expect(candidate.occasion().origin() == RawEvent.Origin.LIVE, "history");
        expect(town.stops().stream().noneMatch(stop -> stop.contains(at)), "kill switch");
        expect(!at.isBefore(candidate.dueAt()), "delay");
        expect(!at.isAfter(candidate.dueAt().plus(candidate.step().validity())), "validity");
        campaign.audience().ifPresent(audience -> expect(isIn(audience, at), "audience"));
        if (campaign.trigger() instanceof Trigger.OnEntry(AudienceName audience)) {
            expect(isIn(audience, at), "audience");
        }
        for (Exclusion exclusion : campaign.exclusions()) {
            switch (exclusion) {
                case Exclusion.InAudience(AudienceName audience) -> expect(!isIn(audience, at), "exclusion");
                case Exclusion.Converted _ ->
                    expect(!boughtWithin(candidate.occasion().at(), at), "conversion");
            }
        }
        if (campaign.kind() == Campaign.Kind.MARKETING) {
            town.guardrails().exclusions().forEach(audience -> expect(!isIn(audience, at), "exclusion"));
        }
    }

    private boolean isIn(AudienceName audience, Instant at) {
        boolean in = false;
        for (Change change : life.changes()) {
            if (change instanceof Change.Moved one
                    && one.audience().equals(audience)
                    && !one.at().isAfter(at)) {
                in = one.in();
            }
        }
        return in;
    }

    private boolean boughtWithin(Instant after, Instant until) {
        return life.changes().stream()
                .anyMatch(change -> change instanceof Change.Bought one
                        && one.at().isAfter(after)
                        && !one.at().isAfter(until));
    }

    private void caps(Message message) {
        for (FrequencyCap cap : town.guardrails().caps()) {
            expect(count(cap, message, false) <= cap.max(), "frequency cap");
        }
        for (FrequencyCap cap : message.campaign().caps()) {
            expect(count(cap, message, true) <= cap.max(), "frequency cap of the campaign");
        }
    }

    private long count(FrequencyCap cap, Message last, boolean ownOnly) {
        return marketing.stream()
                .filter(one -> one.at().isAfter(last.at().minus(cap.window()))
                        && !one.at().isAfter(last.at()))
                .filter(one -> cap.channel().isEmpty() || cap.channel().get().equals(one.channel()))
                .filter(one -> !ownOnly || one.campaign().equals(last.campaign()))
                .count();
    }

    private void holdouts(Campaign campaign, boolean expected) {
        if (campaign.kind() == Campaign.Kind.TRANSACTIONAL) {
            return;
        }
        boolean held = town.guardrails().holdout().filter(this::holdsOut).isPresent()
                || campaign.holdout().filter(this::holdsOut).isPresent();
        expect(held == expected, expected ? "control group" : "holdout");
    }

    /** The first 40 bits of the hash as a fraction of one. */
    private boolean holdsOut(HoldoutDeclaration declared) {
        return life.constituents().stream().anyMatch(profile -> {
            String hex = HexHash.sha256(declared.salt().value() + "\0" + profile.value());
            BigDecimal place =
                    new BigDecimal(new BigInteger(hex.substring(0, 10), 16)).divide(new BigDecimal(1L << 40));
            return place.compareTo(BigDecimal.valueOf(declared.share().perMillion(), 6)) < 0;
        });
    }

    private void deferred(Taken taken, Decision.Defer defer, List<Taken> all) {
        Instant asOf = defer.head().asOf();
        expect(defer.until().isAfter(asOf), "waiting for the past");
        expect(
                !defer.until()
                        .isAfter(taken.candidate()
                                .dueAt()
                                .plus(taken.candidate().step().validity())),
                "waiting for too long");
        if (defer.cause().code() == ReasonCode.ARBITRATION) {
            String winner = defer.cause().facts().getOrDefault("winner", "");
            BigDecimal own = new BigDecimal(defer.cause().facts().getOrDefault("worth", ""));
            expect(
                    all.stream()
                            .filter(one -> one.decision().head().asOf().equals(asOf))
                            .anyMatch(one -> one.decision() instanceof Decision.Send send
                                    && send.head().campaign().value().equals(winner)
                                    && send.worth().amount().compareTo(own) >= 0),
                    "arbitration");
        }
    }

    /** SHA-256 in hexadecimal digits. */
    private static final class HexHash {
        static String sha256(String text) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }
    }
}
