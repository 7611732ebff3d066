package io.tarn.model.policy;

/** The type of a trait's values. */
public enum TraitType {
    STRING,
    /** A whole number of 64 bits. */
    LONG,
    /** An exact number with up to twelve digits before the point and six after it. */
    DECIMAL,
    /** A floating-point number, for what is measured. */
    DOUBLE,
    BOOLEAN,
    /** A day of the calendar. */
    DATE,
    /** An instant in UTC. */
    TIMESTAMP
}
