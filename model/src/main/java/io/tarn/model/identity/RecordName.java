package io.tarn.model.identity;

import java.util.Comparator;

/** A record by its source and its key as landed. */
public record RecordName(String source, String recordId) implements Comparable<RecordName> {
    private static final Comparator<RecordName> ORDER =
            Comparator.comparing(RecordName::source).thenComparing(RecordName::recordId);

    @Override
    public int compareTo(RecordName other) {
        return ORDER.compare(this, other);
    }

    /** The source and a short hash: never the key. */
    @Override
    public String toString() {
        return source + "#" + Integer.toHexString(recordId.hashCode());
    }
}
