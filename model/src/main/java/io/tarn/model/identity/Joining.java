package io.tarn.model.identity;

/**
 * From how much agreement clusters that links leave apart are one person, as verdicts taught.
 *
 * @param meanMin the least weight, on average over all pairs of two clusters, in millionths of a bit
 * @param judged pairs of clusters left apart on which people gave a verdict
 * @param joined those of them that agree so much
 * @param right those of the joined that people found to be one person
 */
public record Joining(long meanMin, int judged, int joined, int right) {}
