package io.tarn.collect.source;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The files of a source that were landed, each as it was the last time. */
public record LandedFiles(Map<String, LandedFile> byName) {
    public static final LandedFiles NONE = new LandedFiles(Map.of());

    public LandedFiles {
        byName = Map.copyOf(byName);
    }

    public Optional<LandedFile> find(String file) {
        return Optional.ofNullable(byName.get(file));
    }

    /** One landed file. */
    public record LandedFile(String fingerprint, long bytes, Instant modifiedAt, Instant ingestedAt) {}
}
