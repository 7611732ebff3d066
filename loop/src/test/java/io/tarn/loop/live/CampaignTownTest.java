package io.tarn.loop.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens in a town full of campaigns, no limit is broken at the moment of sending, and the same log gives the
 * same decisions and messages to the byte, however it is cut into batches.
 */
final class CampaignTownTest {
    /** In the gate; {@code -Dtarn.town=100} lives in more towns. */
    private static final int TOWNS = Integer.getInteger("tarn.town", 5);

    private static final int PERSONS = 50;
    private static final int DAYS = 45;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, TOWNS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsEveryLimitAndTellsTheSameAgain(long seed) throws Exception {
        CampaignTown town = new CampaignTown(seed, PERSONS, DAYS);
        TownRun lived = TownRun.live(town, seed);
        TownRun again = TownRun.again(town, lived.entries(), 1);
        TownRun atOnce = TownRun.again(town, lived.entries(), 2000);
        TownRun ahead = TownRun.helped(town, lived.entries(), new LiveWriter.Pace(7, Optional.of(Runnable::run)));
        TownRun helped =
                TownRun.helped(town, lived.entries(), new LiveWriter.Pace(40, Optional.of(ForkJoinPool.commonPool())));

        TownChecker checker = new TownChecker();
        assertThat(checker.check(again.journal())).isEmpty();

        assertThat(again.rows()).isEqualTo(lived.rows());
        assertThat(again.dispatches()).isEqualTo(lived.dispatches());
        assertThat(atOnce.rows()).isEqualTo(lived.rows());
        assertThat(atOnce.dispatches()).isEqualTo(lived.dispatches());
        assertThat(ahead.rows()).isEqualTo(lived.rows());
        assertThat(ahead.dispatches()).isEqualTo(lived.dispatches());
        assertThat(helped.rows()).isEqualTo(lived.rows());
        assertThat(helped.dispatches()).isEqualTo(lived.dispatches());
    }

    /** A town in which a limit is never met shows nothing of it. */
    @Test
    void everyLimitIsMet() throws Exception {
        Map<String, Integer> verdicts = new HashMap<>();
        for (long seed = 1; seed <= 2; seed++) {
            CampaignTown town = new CampaignTown(seed, PERSONS, DAYS);
            TownChecker checker = new TownChecker();
            checker.check(
                    TownRun.again(town, TownRun.live(town, seed).entries(), 1).journal());
            checker.verdicts().forEach((verdict, count) -> verdicts.merge(verdict, count, Integer::sum));
        }

        assertThat(verdicts.keySet())
                .containsAll(List.of(
                        "sent ",
                        "deferred delay",
                        "deferred frequency_cap",
                        "deferred quiet_hours",
                        "deferred arbitration",
                        "withheld kill_switch",
                        "withheld do_not_contact",
                        "withheld consent",
                        "withheld exclusion",
                        "withheld converted",
                        "withheld audience",
                        "withheld reachability",
                        "withheld holdout"));
    }
}
