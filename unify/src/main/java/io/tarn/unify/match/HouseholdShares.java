package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import java.util.EnumSet;
import java.util.Set;

/** What the members of a household have in common, and what not. */
final class HouseholdShares {
    /** What two persons of one household agree in no more often than strangers do. */
    static final Set<ComparisonKind> PERSONAL = EnumSet.of(
            ComparisonKind.BIRTH_DATE,
            ComparisonKind.MIDDLE_NAME,
            ComparisonKind.NATIONAL_ID,
            ComparisonKind.USER_ID,
            ComparisonKind.EXTERNAL_ID,
            ComparisonKind.OCCUPATION,
            ComparisonKind.GENDER);

    /** What only some households share. */
    static final Set<ComparisonKind> SELDOM =
            EnumSet.of(ComparisonKind.EMAIL, ComparisonKind.DEVICE_ID, ComparisonKind.PHONE);

    /** What the members of a household share because they live together. */
    static final Set<ComparisonKind> HOME = EnumSet.of(
            ComparisonKind.STREET,
            ComparisonKind.POSTCODE,
            ComparisonKind.CITY,
            ComparisonKind.REGION,
            ComparisonKind.LOCATION);

    /** What is other all at once where somebody moved; most stay in their region. */
    static final Set<ComparisonKind> MOVING = EnumSet.of(
            ComparisonKind.STREET,
            ComparisonKind.UNIT,
            ComparisonKind.POSTCODE,
            ComparisonKind.CITY,
            ComparisonKind.LOCATION);

    private static final double SHARE_MIN = 1e-6;

    private HouseholdShares() {}

    /**
     * The shares of the levels of a name in a household: the given names are strangers', the family names its own.
     *
     * @param strangers the shares of the levels among strangers; index 0 stands for what cannot be compared
     * @param family how often each state of the family name was seen in households
     */
    static double[] names(double[] strangers, double[] family) {
        int states = NameComparer.STATES;
        double[] given = new double[states];
        double whole = 0;
        for (int level = 1; level < states * states; level++) {
            given[level / states] += strangers[level];
        }
        for (double share : family) {
            whole += share;
        }
        double[] names = strangers.clone();
        if (whole == 0) {
            return names;
        }
        double sum = 0;
        for (int level = 1; level < names.length; level++) {
            if (level < states * states) {
                names[level] = given[level / states] * Math.max(family[level % states] / whole, SHARE_MIN);
            }
            sum += names[level];
        }
        for (int level = 1; level < names.length; level++) {
            names[level] /= sum;
        }
        return names;
    }
}
