package io.tarn.decide.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.decision.Finding;
import io.tarn.model.decision.Reason;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class QuietTimesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final int MINUTES_MAX = 3 * 24 * 60;

    @Test
    void endsWhereTheClockJumpsOverTheEnd() {
        QuietHours quiet = quiet("22:00", "02:30");

        assertThat(QuietTimes.end(quiet, BERLIN, Instant.parse("2026-03-29T00:30:00Z")))
                .isEqualTo("2026-03-29T01:00:00Z");
    }

    @Test
    void endsAtTheFirstOfTwoEqualTimesAndIsQuietAgainAfterTheClockWentBack() {
        QuietHours quiet = quiet("22:00", "02:30");

        assertThat(QuietTimes.end(quiet, BERLIN, Instant.parse("2026-10-24T23:00:00Z")))
                .isEqualTo("2026-10-25T00:30:00Z");
        assertThat(QuietTimes.end(quiet, BERLIN, Instant.parse("2026-10-25T01:10:00Z")))
                .isEqualTo("2026-10-25T01:30:00Z");
    }

    @Test
    void endsWhereTheClockGoesBackToBeforeThem() {
        QuietHours quiet = quiet("02:40", "04:00");

        assertThat(QuietTimes.end(quiet, BERLIN, Instant.parse("2026-10-25T00:45:00Z")))
                .isEqualTo("2026-10-25T01:00:00Z");
    }

    @Test
    void skipsADayThatTheCalendarSkips() {
        QuietHours quiet = quiet("20:00", "07:00");

        assertThat(QuietTimes.end(quiet, ZoneId.of("Pacific/Apia"), Instant.parse("2011-12-30T08:00:00Z")))
                .isEqualTo("2011-12-30T17:00:00Z");
    }

    @Test
    void waitsForEachOfSeveralInTurn() {
        QuietTimes times = new QuietTimes(List.of(
                quiet("05:00", "06:00"),
                quiet("22:00", "05:00"),
                new QuietHours(LocalTime.of(6, 0), LocalTime.of(7, 0), Set.of(ChannelName.SMS))));
        Instant night = Instant.parse("2026-01-10T00:00:00Z");

        assertThat(times.check(ChannelName.EMAIL, ZoneId.of("UTC"), night, night.plusSeconds(86_400)).stream()
                        .map(Reason::finding))
                .containsExactly(
                        new Finding.Waits(Instant.parse("2026-01-10T06:00:00Z")),
                        new Finding.Waits(Instant.parse("2026-01-10T05:00:00Z")));
    }

    @Test
    void givesUpBeyondTheHorizonWhereTheyNeverEnd() {
        QuietTimes times = new QuietTimes(List.of(quiet("08:00", "20:00"), quiet("20:00", "08:00")));
        Instant now = Instant.parse("2026-01-10T00:00:00Z");
        Instant horizon = now.plusSeconds(86_400L * 90);

        assertThat(times.check(ChannelName.EMAIL, BERLIN, now, horizon).stream().map(Reason::finding))
                .anyMatch(finding -> finding instanceof Finding.Waits(Instant until) && until.isAfter(horizon));
    }

    /** Against one that looks at the clock once a minute. */
    @Property(tries = 400)
    void endsAtTheFirstMinuteThatIsNotQuiet(@ForAll("moments") Moment moment) {
        QuietHours quiet = moment.quiet();
        Instant at = moment.at();
        int minutes = 0;
        while (quiet.contain(at.atZone(moment.zone()).toLocalTime()) && minutes++ < MINUTES_MAX) {
            at = at.plusSeconds(60);
        }

        assertThat(QuietTimes.end(quiet, moment.zone(), moment.at())).isEqualTo(at);
    }

    record Moment(QuietHours quiet, ZoneId zone, Instant at) {}

    @Provide
    Arbitrary<Moment> moments() {
        Arbitrary<LocalTime> times =
                Arbitraries.integers().between(0, 24 * 4 - 1).map(i -> LocalTime.of(i / 4, i % 4 * 15));
        Arbitrary<QuietHours> quiets = Combinators.combine(times, times)
                .filter((from, until) -> !from.equals(until))
                .as(QuietHours::daily);
        Arbitrary<ZoneId> zones = Arbitraries.of(
                        "Europe/Berlin",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "Asia/Kathmandu",
                        "America/Sao_Paulo",
                        "Pacific/Apia",
                        "Africa/Casablanca",
                        "UTC")
                .map(ZoneId::of);
        return Combinators.combine(quiets, zones, instants()).as(Moment::new);
    }

    /** Most of them within a day and a half of a turn of the clock in one of the zones. */
    private static Arbitrary<Instant> instants() {
        Arbitrary<Instant> turns = Arbitraries.of(
                        "2026-03-29T01:00:00Z",
                        "2026-10-25T01:00:00Z",
                        "2026-03-08T07:00:00Z",
                        "2026-11-01T06:00:00Z",
                        "2026-04-04T15:00:00Z",
                        "2026-10-03T15:30:00Z",
                        "2018-11-04T03:00:00Z",
                        "2018-02-18T02:00:00Z",
                        "2011-12-30T10:00:00Z")
                .map(Instant::parse);
        return Combinators.combine(turns, Arbitraries.integers().between(-2160, 2160))
                .as((turn, minutes) -> turn.plusSeconds(60L * minutes));
    }

    private static QuietHours quiet(String from, String until) {
        return QuietHours.daily(LocalTime.parse(from), LocalTime.parse(until));
    }
}
