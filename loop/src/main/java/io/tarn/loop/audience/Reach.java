package io.tarn.loop.audience;

/**
 * How many of an audience a message would reach: each number counts those who are left of the one before.
 *
 * @param matched who belong to the audience
 * @param reachable who have an address by the channel
 * @param contactable who are not on the do-not-contact list for it
 * @param consented who agreed to the purpose by it; as many as before where the purpose needs no consent
 * @param uncapped of whom no frequency cap is used up
 * @param heldOut how many of these are in a control group
 */
public record Reach(long matched, long reachable, long contactable, long consented, long uncapped, long heldOut) {
    /** Who would be written to. */
    public long reached() {
        return uncapped - heldOut;
    }
}
