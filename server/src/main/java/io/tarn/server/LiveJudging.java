package io.tarn.server;

import io.tarn.loop.Progress;
import io.tarn.model.log.LogEntry;
import java.util.List;

/** Verdicts of a command on their way to live profiles, on a home on which no server runs. */
public final class LiveJudging {
    private LiveJudging() {}

    /** Puts them into the log and lets profiles follow; nothing where no event was ever taken. */
    public static void judge(House house, List<LogEntry.Judged> judged) {
        if (judged.isEmpty() || !house.home().hasLog()) {
            return;
        }
        house.withTombstones(tombstones -> {
            try (LiveHome live = LiveHome.open(house, tombstones, Progress.SILENT)) {
                live.log().append(List.copyOf(judged)).join();
                live.settle();
                return judged.size();
            }
        });
    }
}
