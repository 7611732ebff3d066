package io.tarn.understand.measure;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.Goal;
import io.tarn.understand.trait.Numbers;
import java.time.Instant;

/**
 * Counts the two arms of a campaign.
 *
 * <p>The decisions come from a relation with {@code profile_id}, {@code campaign}, {@code verdict}, {@code reason} and
 * {@code as_of}, the events from one with {@code profile_id}, {@code name}, {@code "timestamp"} and {@code properties}
 * (texts by path). In both, {@code profile_id} is the one that the person goes by now, so that what happened to
 * profiles that were merged since meets in one person.
 *
 * <p>A person is treated from the first decision to send, and of the control group from the first one that was withheld
 * because of a holdout; whoever has both is mixed and tells nothing. A person converts by an event of the goal after
 * that decision, at most its window, in whole seconds, later.
 */
public final class LiftSql {
    /** What a person's conversions may be worth; what adds up to more is a fault of the data and counts as nothing. */
    static final long WORTH_MAX = 999_999_999_999L;

    private final Dialect dialect;
    private final String decisions;
    private final String events;

    public LiftSql(Dialect dialect, String decisions, String events) {
        this.dialect = dialect;
        this.decisions = decisions;
        this.events = events;
    }

    /**
     * The arms of a campaign, as far as they are known at an instant.
     *
     * @return rows of {@code arm} ({@code treated}, {@code control} or {@code mixed}), {@code persons},
     *     {@code conversions}, and what the persons' conversions were worth: {@code value_sum}, exactly, as
     *     DECIMAL(38,6), and {@code value_squares}, the sum of the squares of each person's to four digits after the
     *     point, as DECIMAL(38,8); an arm of nobody has no row
     */
    public Statement arms(CampaignName campaign, Goal goal, Instant asOf) {
        String persons = "SELECT profile_id, CASE WHEN sent_at IS NULL THEN 'control' WHEN held_at IS NULL THEN"
                + " 'treated' ELSE 'mixed' END AS arm, COALESCE(sent_at, held_at) AS decided_at FROM (SELECT profile_id,"
                + " min(CASE WHEN verdict = 'sent' THEN as_of END) AS sent_at, min(CASE WHEN verdict = 'withheld' AND"
                + " reason = 'holdout' THEN as_of END) AS held_at FROM " + decisions
                + " WHERE campaign = ? AND as_of <= ? GROUP BY profile_id) d WHERE sent_at IS NOT NULL OR held_at IS NOT"
                + " NULL";
        String converted = "SELECT p.profile_id, " + worth(goal) + " AS worth FROM persons p JOIN " + events
                + " e ON e.profile_id = p.profile_id WHERE e.name = ? AND e.\"timestamp\" <= ? AND e.\"timestamp\" >"
                + " p.decided_at AND e.\"timestamp\" <= p.decided_at + INTERVAL "
                + goal.window().toSeconds() + " SECOND GROUP BY p.profile_id";
        String each = "SELECT p.arm, c.profile_id AS converted, CASE WHEN c.worth BETWEEN -" + WORTH_MAX + " AND "
                + WORTH_MAX + " THEN CAST(c.worth AS DECIMAL(18,6)) END AS worth, CASE WHEN c.worth BETWEEN -"
                + WORTH_MAX + " AND " + WORTH_MAX + " THEN CAST(c.worth AS DECIMAL(19,4)) END AS rounded FROM persons p"
                + " LEFT JOIN converted c ON c.profile_id = p.profile_id";
        return Statement.of(
                "WITH persons AS (" + persons + "), converted AS (" + converted + ") SELECT arm, count(*) AS persons,"
                        + " count(converted) AS conversions,"
                        + " CAST(COALESCE(sum(worth), 0) AS DECIMAL(38,6)) AS value_sum,"
                        + " CAST(COALESCE(sum(rounded * rounded), 0) AS DECIMAL(38,8)) AS value_squares"
                        + " FROM (" + each + ") a GROUP BY arm",
                campaign.value(),
                asOf,
                goal.event(),
                asOf);
    }

    private String worth(Goal goal) {
        return goal.valueProperty()
                .map(path -> "CAST(sum(" + Numbers.sql(dialect, "e.properties[" + dialect.literal(path) + "]")
                        + ") AS DECIMAL(38,6))")
                .orElse("CAST(0 AS DECIMAL(38,6))");
    }
}
