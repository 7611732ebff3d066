package io.tarn.decide.suppression;

import io.tarn.model.decision.FactName;
import io.tarn.model.decision.Finding;
import io.tarn.model.decision.Finding.Passed;
import io.tarn.model.decision.Finding.Waits;
import io.tarn.model.decision.Reason;
import io.tarn.model.decision.ReasonCode;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.QuietHours;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The rule that nobody is written to in quiet hours, by the clock on the person's wall. An hour that the clock skips is
 * never quiet; one that it shows twice is quiet twice.
 */
public final class QuietTimes {
    private final List<QuietHours> quietHours;

    public QuietTimes(List<QuietHours> quietHours) {
        this.quietHours = List.copyOf(quietHours);
    }

    /**
     * Whether a message could leave at an instant; a reason for each quiet hours of the channel. Where one ends inside
     * another, the other is waited for too.
     *
     * @param horizon after which it no longer matters
     */
    public List<Reason> check(ChannelName channel, ZoneId zone, Instant at, Instant horizon) {
        List<QuietHours> concerned = new ArrayList<>(quietHours.size());
        quietHours.forEach(one -> {
            if (one.concern(channel)) {
                concerned.add(one);
            }
        });
        List<Finding> findings = new ArrayList<>(Collections.nCopies(concerned.size(), Passed.PASSED));
        Instant free = at;
        boolean moved = true;
        while (moved && !free.isAfter(horizon)) {
            moved = false;
            for (int i = 0; i < concerned.size(); i++) {
                if (concerned.get(i).contain(localTime(free, zone))) {
                    free = end(concerned.get(i), zone, free);
                    findings.set(i, new Waits(free));
                    moved = true;
                }
            }
        }
        String shown = localTime(at, zone).truncatedTo(ChronoUnit.MINUTES).toString();
        List<Reason> reasons = new ArrayList<>(concerned.size());
        for (int i = 0; i < concerned.size(); i++) {
            reasons.add(reason(concerned.get(i), findings.get(i), zone, shown));
        }
        return reasons;
    }

    private static Reason reason(QuietHours quiet, Finding finding, ZoneId zone, String shown) {
        return Reason.of(
                ReasonCode.QUIET_HOURS,
                finding,
                FactName.FROM,
                quiet.from().toString(),
                FactName.LOCAL_TIME,
                shown,
                FactName.UNTIL,
                quiet.until().toString(),
                FactName.ZONE,
                zone.getId());
    }

    private static LocalTime localTime(Instant at, ZoneId zone) {
        return LocalTime.ofInstant(at, zone);
    }

    /** The earliest instant after a quiet one that is not quiet. */
    static Instant end(QuietHours quiet, ZoneId zone, Instant from) {
        ZoneRules rules = zone.getRules();
        Instant at = from;
        while (quiet.contain(localTime(at, zone))) {
            Instant shown = nextShown(quiet.until(), rules, at);
            ZoneOffsetTransition turn = rules.nextTransition(at);
            at = turn != null && turn.getInstant().isBefore(shown) ? turn.getInstant() : shown;
        }
        return at;
    }

    /** When the clock next shows a time of the day; where it skips it, when it jumps over it. */
    private static Instant nextShown(LocalTime time, ZoneRules rules, Instant after) {
        LocalDateTime local = LocalDateTime.ofInstant(after, rules.getOffset(after));
        LocalDateTime next = local.toLocalDate().atTime(time);
        while (true) {
            for (ZoneOffset offset : rules.getValidOffsets(next)) {
                Instant shown = next.toInstant(offset);
                if (shown.isAfter(after)) {
                    return shown;
                }
            }
            ZoneOffsetTransition turn = rules.getTransition(next);
            if (turn != null && turn.isGap() && turn.getInstant().isAfter(after)) {
                return turn.getInstant();
            }
            next = next.plusDays(1);
        }
    }
}
