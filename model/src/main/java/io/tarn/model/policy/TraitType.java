package io.tarn.model.policy;

/** The kind of value that a trait holds, and so how gold types it. */
public enum TraitType {
    TEXT,
    /** An exact decimal. */
    NUMBER,
    /** A whole number. */
    WHOLE_NUMBER,
    /** An ISO 8601 date, or its year or year-month where that is all. */
    DATE,
    /** An instant in UTC. */
    TIMESTAMP,
    /** true or false. */
    FLAG
}
