package io.tarn.model.identity;

/**
 * From how much agreement clusters that links leave apart are one person.
 *
 * @param meanMin the least weight, on average over all pairs of two clusters, in millionths of a bit; {@link #NEVER}
 *     where no agreement is enough
 * @param judged pairs of clusters left apart on which people gave a verdict
 * @param joined those of them that agree so much
 * @param right those of the joined that people found to be one person
 */
public record Joining(long meanMin, int judged, int joined, int right) {
    /** More than any two clusters weigh. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What holds where verdicts taught nothing: odds of four to one for one person. */
    public static final Joining PRESUMED = new Joining(2_000_000, 0, 0, 0);

    /** Whether no verdict taught it. What is presumed says nothing of a single pair: that is its band's to decide. */
    public boolean isPresumed() {
        return judged == 0;
    }

    /** Whether verdicts taught that nothing is to be joined. */
    public boolean isNever() {
        return meanMin == NEVER;
    }
}
