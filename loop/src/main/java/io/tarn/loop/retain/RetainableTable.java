package io.tarn.loop.retain;

import io.tarn.lake.table.Contracts;
import io.tarn.lake.table.EngagementTables;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.OpsTables;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import io.tarn.model.error.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A table that may lose rows by their age, and the rows of it that stay at any age. */
public enum RetainableTable {
    BRONZE_EVENTS(EventTables.BRONZE, "received_at", ""),
    SILVER_EVENTS(EventTables.SILVER, "received_at", ""),
    QUARANTINED_EVENTS(EventTables.QUARANTINED, "received_at", ""),
    EVENT_VIOLATIONS(EventTables.REPORTED, "received_at", ""),
    /** The newest row of a profile is its live state. */
    PROFILE_CHANGES(
            EventTables.PROFILE_CHANGES,
            "changed_at",
            " AND (profile_id, log_offset) NOT IN (SELECT profile_id, max(log_offset) FROM gold.profile_changes"
                    + " GROUP BY profile_id)"),
    /** The newest row of a profile says whether it is in the audience. */
    AUDIENCE_CHANGES(
            EngagementTables.AUDIENCE_CHANGES,
            "changed_at",
            " AND (audience, profile_id, log_offset) NOT IN (SELECT audience, profile_id, max(log_offset) FROM"
                    + " gold.audience_changes GROUP BY audience, profile_id)"),
    /** The newest row of a decision stands. */
    DECISIONS(
            EngagementTables.DECISIONS,
            "decided_at",
            " AND NOT (verdict = 'deferred' AND (decision_id, log_offset) IN (SELECT decision_id, max(log_offset) FROM"
                    + " gold.decisions GROUP BY decision_id))"),
    /** The newest row of a message holds its state. */
    MESSAGES(
            EngagementTables.MESSAGES,
            "since",
            " AND NOT (state IN ('queued', 'sending') AND (message_id, log_offset) IN (SELECT message_id,"
                    + " max(log_offset) FROM gold.messages GROUP BY message_id))"),
    OUTCOMES(EngagementTables.OUTCOMES, "happened_at", ""),
    /** The newest row says how far the lake is. */
    LIVE(OpsTables.LIVE, "flushed_at", " AND through_offset < (SELECT max(through_offset) FROM ops.live)");

    @SuppressWarnings("ImmutableEnumChecker") // A record of lists that nobody changes.
    private final TableContract contract;

    private final String time;
    private final String besides;

    RetainableTable(TableContract contract, String time, String besides) {
        this.contract = contract;
        this.time = time;
        this.besides = besides;
    }

    public TableName table() {
        return contract.name();
    }

    /** Which rows are too old, with the instant to be bound. */
    String condition() {
        return time + " < ?" + besides;
    }

    /** The one of a table's name. */
    public static Optional<RetainableTable> of(String table) {
        return Arrays.stream(values())
                .filter(one -> one.table().toString().equals(table))
                .findFirst();
    }

    /** Why a table of another name may not lose rows by age, for whoever asked for it. */
    public static String refusal(String table) {
        List<String> known =
                Arrays.stream(values()).map(one -> one.table().toString()).toList();
        String choices = " Tables that may lose old rows: " + String.join(", ", known) + ".";
        if (table.startsWith("identity.")) {
            return "who is one person, and why, would be lost, and profiles would change their ids." + choices;
        }
        if (table.equals("ops.runs") || table.equals("ops.forgotten") || table.equals("ops.retained")) {
            return "it is the record of what was done here, and readers go by it." + choices;
        }
        if (table.equals(EventTables.PROFILE_STATES.name().toString())) {
            return "it tells what gold.profile_changes keeps of each profile at any age." + choices;
        }
        if (table.equals("gold.customers")
                || table.equals("gold.traits")
                || table.startsWith("silver.re")
                || table.equals("silver.columns")) {
            return "each run writes it anew from what was landed." + choices;
        }
        boolean ours =
                Contracts.ALL.stream().anyMatch(one -> one.name().toString().equals(table));
        if (table.startsWith("bronze.")) {
            String near = Suggestions.didYouMean(table, known);
            return (near.isEmpty() || ours
                            ? "what a source landed is what gold is made of: take records out of the source, or forget"
                                    + " persons."
                            : "what a source landed is what gold is made of." + near)
                    + choices;
        }
        TreeSet<String> all = new TreeSet<>(Stream.concat(
                        known.stream(),
                        Contracts.ALL.stream().map(one -> one.name().toString()))
                .toList());
        return "there is no such table." + Suggestions.didYouMean(table, all) + choices;
    }
}
