package io.tarn.engage.render;

/**
 * How much a template may ask for; past it rendering stops with an error.
 *
 * @param sourceLengthMax characters of one source
 * @param turnsMax turns of all loops of one source together
 * @param outputLengthMax characters of one output, and of any text on the way to it
 * @param workMax characters that all filters and blocks of one source may go through together
 * @param itemsMax items of a list
 * @param depthMax how deep blocks may nest
 */
public record RenderLimits(
        int sourceLengthMax, int turnsMax, int outputLengthMax, long workMax, int itemsMax, int depthMax) {
    public static final RenderLimits DEFAULT = new RenderLimits(200_000, 10_000, 500_000, 20_000_000, 10_000, 40);
}
