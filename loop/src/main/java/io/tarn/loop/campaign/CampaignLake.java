package io.tarn.loop.campaign;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.ColumnType.MapOf;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.Contracts;
import io.tarn.lake.table.EngagementTables;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.view.LivingProfiles;
import io.tarn.lake.view.LivingProfiles.Asked;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.Goal;
import io.tarn.understand.measure.ArmCounts;
import io.tarn.understand.measure.Lift;
import io.tarn.understand.measure.LiftSql;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the tables say of campaigns, as they are when this is opened. Tables that are not there count as empty. Confined
 * to one thread.
 */
public final class CampaignLake implements AutoCloseable {
    private static final String OWNED = "campaign_owned";
    private static final String DECIDED = "campaign_decided";
    private static final String HAPPENED = "campaign_happened";

    private final Lake lake;
    private final LakeSession session;
    private final Dialect dialect;

    private CampaignLake(Lake lake) {
        this.lake = lake;
        this.session = lake.open(new Runs(lake).readPoint(Contracts.OWNED_BY_RUNS));
        this.dialect = session.dialect();
    }

    public static CampaignLake open(Lake lake) {
        return new CampaignLake(lake);
    }

    /**
     * What campaigns did from an instant on; one that did nothing is left out. A decision that was taken again after a
     * wait counts once, as it was taken last, and a message once, in its newest state.
     */
    public Map<CampaignName, CampaignFigures> figures(Instant from) {
        Map<String, SortedMap<String, Long>> decisions = counts(
                EngagementTables.DECISIONS,
                """
                SELECT campaign, word, count(*) FROM (SELECT campaign, CASE WHEN %1$s THEN 'control_group' ELSE %2$s END
                AS word, %3$s AS newest_at FROM %4$s GROUP BY campaign, decision_id) d WHERE newest_at >= ? GROUP BY campaign, word
                """.formatted(
                        newest("control"), newest("verdict"), newest("decided_at"), EngagementTables.DECISIONS.name()),
                from);
        Map<String, SortedMap<String, Long>> messages = counts(
                EngagementTables.MESSAGES,
                """
                SELECT campaign, word, count(*) FROM (SELECT campaign, %1$s AS word, %2$s AS newest_at FROM %3$s
                GROUP BY campaign, message_id) m WHERE newest_at >= ? GROUP BY campaign, word
                """.formatted(newest("state"), newest("since"), EngagementTables.MESSAGES.name()),
                from);
        Map<String, SortedMap<String, Long>> outcomes = counts(
                EngagementTables.OUTCOMES,
                "SELECT campaign, outcome, count(*) FROM " + EngagementTables.OUTCOMES.name()
                        + " WHERE happened_at >= ? GROUP BY campaign, outcome",
                from);
        Map<CampaignName, CampaignFigures> figures = new TreeMap<>();
        for (Map<String, SortedMap<String, Long>> counts : List.of(decisions, messages, outcomes)) {
            for (String campaign : counts.keySet()) {
                figures.put(
                        new CampaignName(campaign),
                        new CampaignFigures(
                                decisions.getOrDefault(campaign, new TreeMap<>()),
                                messages.getOrDefault(campaign, new TreeMap<>()),
                                outcomes.getOrDefault(campaign, new TreeMap<>())));
            }
        }
        return figures;
    }

    private String newest(String column) {
        return dialect.newest(column, "log_offset");
    }

    private Map<String, SortedMap<String, Long>> counts(TableContract table, String sql, Instant from) {
        Map<String, SortedMap<String, Long>> counts = new HashMap<>();
        if (isPresent(table)) {
            session.forEach(
                    Statement.of(sql, from),
                    row -> counts.computeIfAbsent(Objects.requireNonNull(row.text(0)), _ -> new TreeMap<>())
                            .put(Objects.requireNonNull(row.text(1)), row.number(2)));
        }
        return counts;
    }

    private boolean isPresent(TableContract table) {
        return lake.find(table.name()).isPresent();
    }

    /**
     * What a campaign brings, as far as is known at an instant: by decisions and events with the person who holds their
     * part of a profile now, so that what happened before a merge meets.
     */
    public Lift lift(CampaignName campaign, Goal goal, Instant asOf) {
        if (!isPresent(EngagementTables.DECISIONS)) {
            return Lift.of(Map.of());
        }
        own();
        session.execute(Statement.of(
                "CREATE TEMP TABLE " + DECIDED + " AS SELECT COALESCE(o.profile_id, d.profile_id) AS profile_id,"
                        + " d.campaign, d.verdict, d.cause AS reason, d.decided_at AS as_of FROM "
                        + EngagementTables.DECISIONS.name() + " d LEFT JOIN " + OWNED
                        + " o ON o.constituent_id = d.constituent_id WHERE d.campaign = ?",
                campaign.value()));
        happen(goal);
        Map<String, ArmCounts> arms = new HashMap<>();
        session.forEach(
                new LiftSql(dialect, DECIDED, HAPPENED).arms(campaign, goal, asOf),
                row -> arms.put(
                        Objects.requireNonNull(row.text(0)),
                        new ArmCounts(row.number(1), row.number(2), exact(row.exact(3)), exact(row.exact(4)))));
        drop();
        return Lift.of(arms);
    }

    private static BigDecimal exact(@Nullable BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }

    /** Which living profile holds each part. */
    private void own() {
        drop();
        String living = LivingProfiles.query(
                dialect,
                table -> isPresent(table) ? Optional.of(table.name().toString()) : Optional.empty(),
                List.of(new Asked("constituents", "p.constituents", dialect.listOfTexts(List.of("c.profile_id")))));
        session.execute(Statement.of("CREATE TEMP TABLE " + OWNED + " AS SELECT profile_id, "
                + dialect.unnested("constituents") + " AS constituent_id FROM (" + living + ") l"));
    }

    /** The events of a goal. */
    private void happen(Goal goal) {
        if (isPresent(EventTables.SILVER)) {
            session.execute(Statement.of(
                    "CREATE TEMP TABLE " + HAPPENED + " AS SELECT COALESCE(o.profile_id, e.profile_id) AS profile_id,"
                            + " e.name, e.\"timestamp\", e.properties FROM " + EventTables.SILVER.name()
                            + " e LEFT JOIN " + OWNED
                            + " o ON o.constituent_id = e.constituent_id WHERE e.name = ?",
                    goal.event()));
            return;
        }
        session.execute(Statement.of("CREATE TEMP TABLE " + HAPPENED + " AS SELECT CAST(NULL AS "
                + dialect.typeName(Scalar.STRING) + ") AS profile_id, CAST(NULL AS "
                + dialect.typeName(Scalar.STRING) + ") AS name, CAST(NULL AS "
                + dialect.typeName(Scalar.TIMESTAMP) + ") AS \"timestamp\", CAST(NULL AS "
                + dialect.typeName(new MapOf(Scalar.STRING)) + ") AS properties WHERE FALSE"));
    }

    private void drop() {
        for (String table : List.of(OWNED, DECIDED, HAPPENED)) {
            session.execute(Statement.of("DROP TABLE IF EXISTS " + table));
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
