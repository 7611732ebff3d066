package io.tarn.model.identity;

/**
 * A level of agreement and how often it occurs.
 *
 * @param same among pairs that are one person (m)
 * @param strangers among pairs of strangers (u)
 * @param household among pairs of two persons of one household
 */
public record LevelWeight(String name, double same, double strangers, double household) {
    /** What the level adds to the evidence for one person, in millionths of a bit; 0 for a level never seen. */
    public long weightMicros() {
        return strangers == 0 ? 0 : MatchModel.micros(same / strangers);
    }

    /** What the level adds to the evidence for two persons of one household, in millionths of a bit. */
    public long householdMicros() {
        return strangers == 0 ? 0 : MatchModel.micros(household / strangers);
    }
}
