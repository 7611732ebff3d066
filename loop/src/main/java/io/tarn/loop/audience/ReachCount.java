package io.tarn.loop.audience;

import io.tarn.audience.Expression;
import io.tarn.audience.Place;
import io.tarn.audience.bind.Binder;
import io.tarn.audience.bind.Catalog;
import io.tarn.audience.bind.LakeExpression;
import io.tarn.audience.eval.MemberQuery;
import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EngagementTables;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.FrequencyCap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts how far a message would reach: the members once, then who falls away at each step. Confined to one call. */
final class ReachCount {
    private static final String MEMBERS = "reach_members";
    private static final String LISTED = "reach_listed";
    private static final String CAPPED = "reach_capped";
    private static final String NOBODY = "SELECT profile_id FROM " + MEMBERS + " WHERE FALSE";

    private final LakeSession session;
    private final AudienceMoment moment;
    private final ReachOrder order;
    private final boolean exempt;

    ReachCount(LakeSession session, AudienceMoment moment, ReachOrder order) {
        this.session = session;
        this.moment = moment;
        this.order = order;
        this.exempt = order.purpose().isTransactional();
    }

    Reach of(Function<MemberQuery, Statement> statement, LakeExpression audience) {
        boolean limited =
                !exempt && (!order.caps().isEmpty() || !order.holdouts().isEmpty());
        boolean parts = limited || moment.present().contains(EngagementTables.DO_NOT_CONTACT.name());
        List<String> columns = parts ? List.of(LivingRelations.CONSTITUENTS) : List.of();
        Statement members = statement.apply(new MemberQuery(audience, columns, questions()));
        make(MEMBERS, members);
        make(LISTED, listed());
        String free = "q0 AND NOT EXISTS (SELECT 1 FROM " + LISTED + " l WHERE l.profile_id = m.profile_id)";
        String consented = exempt ? free : free + " AND q1";
        long[] counts = session.query(
                        Statement.of("SELECT count(*), count(*) FILTER (WHERE q0), count(*) FILTER (WHERE " + free
                                + "), count(*) FILTER (WHERE " + consented + ") FROM " + MEMBERS + " m"),
                        row -> new long[] {row.number(0), row.number(1), row.number(2), row.number(3)})
                .getFirst();
        if (!limited) {
            return new Reach(counts[0], counts[1], counts[2], counts[3], counts[3], 0);
        }
        make(CAPPED, capped());
        long[] left = {0, 0};
        session.forEach(
                Statement.of("SELECT m.constituents FROM " + MEMBERS + " m WHERE " + consented
                        + " AND NOT EXISTS (SELECT 1 FROM " + CAPPED + " c WHERE c.profile_id = m.profile_id)"),
                row -> {
                    left[0]++;
                    left[1] += isHeldOut(row.value(0)) ? 1 : 0;
                    return left;
                });
        return new Reach(counts[0], counts[1], counts[2], counts[3], left[0], left[1]);
    }

    private void make(String table, Statement rows) {
        session.execute(Statement.of("DROP TABLE IF EXISTS " + table));
        session.execute(rows.withSql("CREATE TEMP TABLE " + table + " AS " + rows.sql()));
    }

    /** Members on the do-not-contact list for the channel: any part of theirs. */
    private Statement listed() {
        if (!moment.present().contains(EngagementTables.DO_NOT_CONTACT.name())) {
            return Statement.of(NOBODY);
        }
        return Statement.of(
                owned() + "SELECT o.profile_id FROM owned o JOIN " + EngagementTables.DO_NOT_CONTACT.name()
                        + " d ON d.constituent_id = o.constituent_id WHERE d.since <= ? AND (d.channel IS NULL OR"
                        + " d.channel = ?)",
                moment.asOf(),
                order.channel().word());
    }

    /** The members with each of their parts. */
    private String owned() {
        return "WITH owned AS (SELECT profile_id, " + session.dialect().unnested("constituents")
                + " AS constituent_id FROM " + MEMBERS + ") ";
    }

    private List<LakeExpression> questions() {
        Expression reachable = new Expression.Reachable(order.channel());
        List<LakeExpression> questions = new ArrayList<>(List.of(bound(reachable)));
        if (!exempt) {
            questions.add(bound(new Expression.Consents(
                    Optional.of(order.channel()), order.purpose().value(), Place.NONE)));
        }
        return questions;
    }

    private static LakeExpression bound(Expression question) {
        return Binder.bind(question, Catalog.EMPTY).lakeOrThrow("reach");
    }

    /** Members of whom a cap is used up; where nothing was ever decided, nobody. */
    private Statement capped() {
        if (order.caps().isEmpty() || !moment.present().contains(EngagementTables.DECISIONS.name())) {
            return Statement.of(NOBODY);
        }
        List<@Nullable Object> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder(owned().stripTrailing())
                .append(", sent AS (SELECT o.profile_id, d.channel, d.decided_at FROM (SELECT constituent_id, channel,"
                        + " campaign, decided_at, verdict, row_number() OVER (PARTITION BY decision_id ORDER BY"
                        + " log_offset DESC) AS age FROM ")
                .append(EngagementTables.DECISIONS.name())
                .append(") d JOIN owned o ON o.constituent_id = d.constituent_id WHERE d.age = 1 AND d.verdict = 'sent'"
                        + " AND d.decided_at <= ?");
        values.add(moment.asOf());
        for (CampaignName campaign : order.uncounted()) {
            sql.append(" AND d.campaign <> ?");
            values.add(campaign.value());
        }
        sql.append(") ").append(NOBODY);
        for (FrequencyCap cap : order.caps()) {
            if (cap.channel().isPresent()
                    && !cap.channel().get().value().equals(order.channel().word())) {
                continue;
            }
            sql.append(" UNION SELECT profile_id FROM sent WHERE decided_at > ?");
            values.add(moment.asOf().minus(cap.window()));
            cap.channel().ifPresent(channel -> {
                sql.append(" AND channel = ?");
                values.add(channel.value());
            });
            sql.append(" GROUP BY profile_id HAVING count(*) >= ").append(cap.max());
        }
        return Statement.of(sql.toString(), values.toArray());
    }

    /** A profile is held out when any of its parts is. */
    private boolean isHeldOut(@Nullable Object constituents) {
        return constituents instanceof List<?> parts
                && parts.stream()
                        .map(part -> new ProfileId(String.valueOf(part)))
                        .anyMatch(part -> order.holdouts().stream().anyMatch(holdout -> holdout.contains(part)));
    }
}
