package io.tarn.loop.review;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.IdentityTables;
import io.tarn.model.identity.RecordName;
import io.tarn.unify.verdict.ModelVerdict;
import io.tarn.unify.verdict.PairAnswer;
import io.tarn.unify.verdict.PairAnswer.Cost;
import io.tarn.unify.verdict.PairAnswer.Finding;
import io.tarn.unify.verdict.RecordVerdict.Pair;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What language models found, in {@code identity.model_verdicts}: rows are added as answers come and never changed, so
 * that a pair whose records say what they said then need not be asked about again.
 */
public final class ModelVerdictBook {
    private static final String TABLE = IdentityTables.MODEL_VERDICTS.name().toString();
    private static final String COLUMNS = "SELECT verdict_id, decided_at, decided_by, finding, confidence, reason,"
            + " left_source, left_record_id, right_source, right_record_id, left_state, right_state, model_version,"
            + " weight, input_tokens, output_tokens, cost, latency_millis, attempts FROM " + TABLE;
    private static final int MONEY_DIGITS = 6;

    private final Lake lake;

    public ModelVerdictBook(Lake lake) {
        this.lake = lake;
    }

    /** Whether a model was ever asked. */
    public static boolean isKept(Lake lake) {
        return lake.find(IdentityTables.MODEL_VERDICTS.name()).isPresent();
    }

    /** All of them, the oldest first, from a session that has the table. */
    public static List<ModelVerdict> read(LakeSession session) {
        return session.query(Statement.of(COLUMNS + " ORDER BY decided_at, verdict_id"), ModelVerdictBook::verdict);
    }

    /** The newest answer about a pair, whether or not its records say the same now. */
    public Optional<ModelVerdict> newest(RecordName one, RecordName other) {
        if (!isKept(lake)) {
            return Optional.empty();
        }
        Pair pair = Pair.of(one, other);
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            return session
                    .query(
                            Statement.of(
                                    COLUMNS + " WHERE left_source = ? AND left_record_id = ? AND right_source = ? AND"
                                            + " right_record_id = ? ORDER BY finding = 'unanswered', decided_at DESC,"
                                            + " verdict_id LIMIT 1",
                                    pair.left().source(),
                                    pair.left().recordId(),
                                    pair.right().source(),
                                    pair.right().recordId()),
                            ModelVerdictBook::verdict)
                    .stream()
                    .findFirst();
        }
    }

    /** The newest answer about each pair; none where it never came. */
    public Map<Pair, ModelVerdict> byPair() {
        if (!isKept(lake)) {
            return Map.of();
        }
        Map<Pair, ModelVerdict> newest = new HashMap<>();
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            read(session).stream()
                    .filter(one -> one.answer().finding() != Finding.UNANSWERED)
                    .forEach(one -> newest.put(one.pair(), one));
        }
        return newest;
    }

    /** Adds what came of a run's questions. */
    public void add(List<ModelVerdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        lake.create(IdentityTables.MODEL_VERDICTS);
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            session.load(
                    "model_verdicts_now",
                    IdentityTables.MODEL_VERDICTS.columns(),
                    sink -> verdicts.forEach(verdict -> sink.row(row(verdict))));
            session.append(
                    IdentityTables.MODEL_VERDICTS.name(),
                    Statement.of("SELECT * FROM model_verdicts_now"),
                    Optional.empty());
        }
    }

    private static Object[] row(ModelVerdict verdict) {
        PairAnswer answer = verdict.answer();
        return new Object[] {
            verdict.id(),
            verdict.at(),
            verdict.decidedBy(),
            answer.finding().name().toLowerCase(Locale.ROOT),
            answer.confidence(),
            answer.reason(),
            verdict.pair().left().source(),
            verdict.pair().left().recordId(),
            verdict.pair().right().source(),
            verdict.pair().right().recordId(),
            verdict.leftState(),
            verdict.rightState(),
            verdict.modelVersion(),
            verdict.weight(),
            answer.cost().inputTokens(),
            answer.cost().outputTokens(),
            answer.cost().money().setScale(MONEY_DIGITS, RoundingMode.CEILING),
            answer.cost().latency().toMillis(),
            (long) answer.cost().attempts()
        };
    }

    private static ModelVerdict verdict(Row row) {
        Cost cost = new Cost(
                row.number(14),
                row.number(15),
                Objects.requireNonNullElse(row.exact(16), BigDecimal.ZERO),
                Duration.ofMillis(row.number(17)),
                (int) row.number(18));
        return new ModelVerdict(
                text(row, 0),
                Objects.requireNonNullElse(row.instant(1), Instant.EPOCH),
                text(row, 2),
                Pair.of(new RecordName(text(row, 6), text(row, 7)), new RecordName(text(row, 8), text(row, 9))),
                new PairAnswer(
                        text(row, 0),
                        Finding.valueOf(text(row, 3).toUpperCase(Locale.ROOT)),
                        row.decimal(4),
                        text(row, 5),
                        cost),
                text(row, 10),
                text(row, 11),
                text(row, 12),
                row.decimal(13));
    }

    private static String text(Row row, int column) {
        return Objects.requireNonNullElse(row.text(column), "");
    }
}
