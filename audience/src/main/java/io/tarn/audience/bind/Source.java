package io.tarn.audience.bind;

/** Where the value that a test looks at comes from. */
public sealed interface Source {
    /** A trait that the profile keeps as it was said. */
    record Said(String trait) implements Source {}

    /** What events add up to: a computed trait, or one without a name. */
    record Added(Keyed<EventFeature.Total> feature) implements Source {}

    /** When an event was. */
    record Happened(Keyed<EventFeature.Time> feature) implements Source {}
}
