package io.tarn.loop.history;

import java.util.List;

/**
 * What became of some lines.
 *
 * @param accepted how many events are in the log now
 * @param known how many had been taken before
 * @param forgotten how many are about somebody who was forgotten: nothing of them is kept
 * @param refused the lines of which nothing is kept
 */
public record HistoryTaken(long accepted, long known, long forgotten, List<RefusedLine> refused) {
    public HistoryTaken {
        refused = List.copyOf(refused);
    }

    /**
     * A line that was refused.
     *
     * @param place among the lines, from 0
     * @param reason a stable word
     * @param detail what is wrong and what to do, without personal data
     */
    public record RefusedLine(int place, String reason, String detail) {}
}
