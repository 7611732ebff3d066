package io.tarn.loop.history;

/**
 * What became of an import.
 *
 * @param files how many files were read
 * @param lines how many lines or rows, blank ones left out
 * @param accepted how many events are in the log now
 * @param known how many had been taken before
 * @param forgotten how many are about somebody who was forgotten: nothing of them is kept
 * @param refused how many lines were refused
 */
public record HistoryImported(long files, long lines, long accepted, long known, long forgotten, long refused) {}
