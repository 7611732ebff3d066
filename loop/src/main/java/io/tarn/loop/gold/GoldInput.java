package io.tarn.loop.gold;

import io.tarn.unify.identity.EvidenceSource;
import io.tarn.unify.survivorship.GoldColumns;
import java.time.Instant;

/**
 * What one building of gold is told beside the tables.
 *
 * @param runId the run that history and redirects name
 * @param startedAt when the run read its clock
 * @param columns from {@link GoldStage#prepare}
 * @param modelVersion the model that scored the links
 */
public record GoldInput(
        String runId, Instant startedAt, GoldColumns columns, EvidenceSource evidence, String modelVersion) {}
