package io.tarn.loop.gold;

/**
 * What became of mended rows.
 *
 * @param rows how many were landed now; 0 when the mended file had been landed before
 * @param mended how many rows left {@code bronze.unreadable}
 * @param remaining how many rows of the source still stand there
 */
public record Replayed(long rows, long mended, long remaining) {}
