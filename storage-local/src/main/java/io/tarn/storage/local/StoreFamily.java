package io.tarn.storage.local;

/** The column families of the profile store. */
enum StoreFamily {
    /** Profiles by id. */
    PROFILES,
    /** Constituents' ids that are not their profile's: the profile's id. */
    REDIRECTS,
    /** Identifiers by type and value: whom they lead to. */
    IDENTIFIERS,
    /** Hashes of events that were taken: nothing. */
    SEEN,
    /** Constituent, trait, instant and message id: the value in the window. */
    WINDOWS,
    /** Timers twice: by instant, and by constituent. */
    TIMERS,
    /** What goes to the lake, by offset. */
    OUTGOING,
    /** Pairs of constituents that stay apart, from both sides: nothing. */
    APART,
    /** Definitions by kind and name: their text. */
    DEFINITIONS,
    /** How constituents stand with audiences and campaigns, by id. */
    STANDINGS,
    /** Messages by id. */
    DISPATCHES,
    /** What leads to messages: that they wait, by instant; that an attempt has begun; whom they are about. */
    DISPATCHES_LED,
    /** What the store knows of itself. */
    META
}
