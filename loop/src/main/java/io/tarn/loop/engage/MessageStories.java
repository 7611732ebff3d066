package io.tarn.loop.engage;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.Row;
import io.tarn.lake.RowReader;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EngagementTables;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.TableContract;
import io.tarn.loop.engage.MessageStory.Cause;
import io.tarn.loop.engage.MessageStory.Entry;
import io.tarn.loop.engage.MessageStory.Followed;
import io.tarn.loop.engage.MessageStory.Known;
import io.tarn.loop.engage.MessageStory.Property;
import io.tarn.loop.engage.MessageStory.SourceRecord;
import io.tarn.loop.engage.MessageStory.State;
import io.tarn.loop.engage.MessageStory.Taken;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.MessageId;
import io.tarn.model.policy.Goal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks from a message back to what caused it, and forward to what came of it, over the tables of the lake. */
public final class MessageStories {
    private static final int ROWS_MAX = 200;

    private final Lake lake;
    private final Function<String, Optional<Goal>> goals;

    /** @param goals what a campaign aims at, by its name */
    public MessageStories(Lake lake, Function<String, Optional<Goal>> goals) {
        this.lake = lake;
        this.goals = goals;
    }

    /** The story of a message; empty when the lake does not know it. */
    public Optional<MessageStory> find(MessageId message) {
        if (!isThere(EngagementTables.MESSAGES) || !isThere(EngagementTables.DECISIONS)) {
            return Optional.empty();
        }
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            return session
                    .query(
                            Statement.of(
                                    "SELECT decision_id, campaign, step, channel, profile_id, constituent_id,"
                                            + " min(log_offset) FROM " + EngagementTables.MESSAGES.name()
                                            + " WHERE message_id = ? GROUP BY ALL LIMIT 1",
                                    message.value()),
                            row -> new Head(
                                    text(row, 0),
                                    text(row, 1),
                                    text(row, 2),
                                    text(row, 3),
                                    text(row, 4),
                                    text(row, 5),
                                    row.number(6)))
                    .stream()
                    .findFirst()
                    .map(head -> story(session, message, head));
        }
    }

    /** Where a story begins. */
    private record Head(
            String decision, String campaign, String step, String channel, String profile, String part, long offset) {}

    private MessageStory story(LakeSession session, MessageId message, Head head) {
        List<State> states = rows(
                session,
                EngagementTables.MESSAGES,
                "SELECT since, state, attempts, reason FROM %s WHERE message_id = ? ORDER BY log_offset",
                row -> new State(instant(row, 0), text(row, 1), row.number(2), text(row, 3)),
                message.value());
        return new MessageStory(
                message.value(),
                head.decision(),
                head.campaign(),
                head.step(),
                head.channel(),
                new ProfileId(head.profile()),
                states,
                decisions(session, head),
                cause(session, head),
                audiences(session, head),
                traits(session, head),
                records(session, head),
                outcomes(session, message, head, states));
    }

    private List<Taken> decisions(LakeSession session, Head head) {
        return rows(
                session,
                EngagementTables.DECISIONS,
                "SELECT decided_at, verdict, sentence, list_transform(reasons, lambda r: r.finding || ': ' || r.sentence)"
                        + " FROM %s WHERE decision_id = ? ORDER BY log_offset",
                row -> new Taken(instant(row, 0), text(row, 1), text(row, 2), texts(row.value(3))),
                head.decision());
    }

    private Optional<Cause> cause(LakeSession session, Head head) {
        String key = "SELECT occasion_source, occasion_message_id FROM " + EngagementTables.DECISIONS.name()
                + " WHERE decision_id = ? LIMIT 1";
        return rows(
                        session,
                        EventTables.SILVER,
                        "SELECT \"timestamp\", source, name, message_id, properties FROM %s WHERE (source, message_id) IN ("
                                + key + ") LIMIT 1",
                        row -> new Cause(
                                instant(row, 0), text(row, 1), text(row, 2), text(row, 3), properties(row.value(4))),
                        head.decision())
                .stream()
                .findFirst();
    }

    private List<Entry> audiences(LakeSession session, Head head) {
        String asked = "SELECT unnest(audiences) FROM " + EngagementTables.DECISIONS.name() + " WHERE decision_id = ?";
        return rows(
                session,
                EngagementTables.AUDIENCE_CHANGES,
                "SELECT audience, max(changed_at), arg_max(cause, log_offset) FROM %s WHERE profile_id IN (?, ?) AND"
                        + " change = 'entered' AND log_offset <= ? AND audience IN (" + asked
                        + ") GROUP BY audience ORDER BY audience",
                row -> new Entry(text(row, 0), instant(row, 1), text(row, 2)),
                head.profile(),
                head.part(),
                head.offset(),
                head.decision());
    }

    /** As the first row tells them that was written at the decision or after it. */
    private List<Known> traits(LakeSession session, Head head) {
        return rows(
                session,
                EventTables.PROFILE_CHANGES,
                "SELECT t.key, t.value.value, t.value.source, t.value.\"at\" FROM (SELECT unnest(map_entries(traits)) AS t"
                        + " FROM (SELECT traits FROM %s WHERE profile_id = ? AND state = 'live' ORDER BY log_offset <"
                        + " ?, abs(log_offset - ?) LIMIT 1) p) e ORDER BY t.key LIMIT " + ROWS_MAX,
                row -> new Known(text(row, 0), text(row, 1), text(row, 2), instant(row, 3)),
                head.profile(),
                head.offset(),
                head.offset());
    }

    private List<SourceRecord> records(LakeSession session, Head head) {
        return rows(
                session,
                IdentityTables.PROFILES,
                "SELECT source, record_id FROM %s WHERE profile_id IN (?, ?) ORDER BY source, record_id LIMIT "
                        + ROWS_MAX,
                row -> new SourceRecord(text(row, 0), text(row, 1)),
                head.profile(),
                head.part());
    }

    private List<Followed> outcomes(LakeSession session, MessageId message, Head head, List<State> states) {
        List<Followed> outcomes = new ArrayList<>(rows(
                session,
                EngagementTables.OUTCOMES,
                "SELECT happened_at, outcome, COALESCE(details['link'], details['code'], details['kind'], '') FROM %s"
                        + " WHERE message_id = ? ORDER BY log_offset LIMIT " + ROWS_MAX,
                row -> new Followed(instant(row, 0), text(row, 1), text(row, 2)),
                message.value()));
        Optional<Goal> goal = goals.apply(head.campaign());
        if (goal.isPresent() && !states.isEmpty()) {
            Instant from = states.getFirst().since();
            outcomes.addAll(rows(
                    session,
                    EventTables.SILVER,
                    "SELECT \"timestamp\", name, COALESCE(properties[?], '') FROM %s WHERE name = ? AND profile_id IN (?, ?)"
                            + " AND \"timestamp\" > ? AND \"timestamp\" <= ? ORDER BY log_offset LIMIT " + ROWS_MAX,
                    row -> new Followed(instant(row, 0), text(row, 1) + " (the goal)", text(row, 2)),
                    goal.get().valueProperty().orElse(""),
                    goal.get().event(),
                    head.profile(),
                    head.part(),
                    from,
                    from.plus(goal.get().window())));
        }
        return outcomes;
    }

    private boolean isThere(TableContract table) {
        return lake.find(table.name()).isPresent();
    }

    /** Rows of a table that may not be there: then there are none. */
    private <T> List<T> rows(
            LakeSession session, TableContract table, String sql, RowReader<T> reader, Object... values) {
        return isThere(table) ? session.query(Statement.of(sql.formatted(table.name()), values), reader) : List.of();
    }

    private static String text(Row row, int column) {
        return Objects.requireNonNullElse(row.text(column), "");
    }

    private static Instant instant(Row row, int column) {
        return Objects.requireNonNullElse(row.instant(column), Instant.EPOCH);
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static List<Property> properties(@Nullable Object map) {
        List<Property> properties = new ArrayList<>();
        if (map instanceof Map<?, ?> several) {
            several.forEach((path, value) -> properties.add(new Property(String.valueOf(path), String.valueOf(value))));
        }
        return properties;
    }
}
