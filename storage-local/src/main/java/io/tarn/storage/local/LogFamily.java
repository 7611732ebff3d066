package io.tarn.storage.local;

/** The column families of the log. */
enum LogFamily {
    /** Entries by offset. */
    ENTRIES,
    /** What the log knows of itself. */
    META
}
