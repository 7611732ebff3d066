package io.tarn.loop.history;

/** Hears of each line that an import refused. */
@FunctionalInterface
public interface RefusedLines {
    /**
     * A line was refused.
     *
     * @param line from 1
     */
    void refused(String file, long line, String reason, String detail);
}
