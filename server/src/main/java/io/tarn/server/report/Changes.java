package io.tarn.server.report;

import java.util.List;

/**
 * What changed since the run before.
 *
 * @param examples merges and splits by profile id, the largest first
 */
public record Changes(
        String previousRun,
        long unchanged,
        long created,
        long merged,
        long split,
        long retired,
        List<Example> examples) {
    public Changes {
        examples = List.copyOf(examples);
    }

    /** One merge or split. */
    public record Example(String kind, String profileId, String otherProfileId, long records) {}
}
