package io.tarn.loop.live;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EngagementTables;
import io.tarn.lake.table.OpsTables;
import io.tarn.lake.table.TableContract;
import io.tarn.model.message.MessageId;
import io.tarn.storage.Batch;
import io.tarn.storage.Dispatch;
import io.tarn.storage.Engagement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Builds a store anew from the log. What was sent stays sent, for the log tells how each attempt ended. A message that
 * only the definitions of today would have led to is not sent: of what the lake has reached, the lake says which messages
 * there were. Confined to one thread, while nothing else writes.
 */
public final class Rebuild {
    private static final int DISPATCHES_MAX = 1000;

    private final Fill.Rooms rooms;

    public Rebuild(Fill.Rooms rooms) {
        this.rooms = rooms;
    }

    /** Brings the store to the end of the log. */
    public void run(LiveAdmission admission, LiveRules rules) {
        rooms.progress().stage("Building profiles from the log");
        LiveWriter writer = new LiveWriter(rooms.log(), rooms.store(), admission, rules, new ChangeFeed());
        long reached = reached(rooms.lake());
        while (writer.step(reached + 1) > 0) {
            rooms.progress().advance(rooms.store().offset(), rooms.log().nextOffset());
        }
        withdraw();
        while (writer.step() > 0) {
            rooms.progress().advance(rooms.store().offset(), rooms.log().nextOffset());
        }
    }

    private static long reached(Lake lake) {
        if (lake.find(OpsTables.LIVE.name()).isEmpty()) {
            return -1;
        }
        return one(lake, OpsTables.LIVE, "COALESCE(max(through_offset), -1)");
    }

    private static long one(Lake lake, TableContract table, String column) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            return session.query(Statement.of("SELECT " + column + " FROM " + table.name()), row -> row.number(0))
                    .getFirst();
        }
    }

    private void withdraw() {
        Set<MessageId> known = known();
        List<Dispatch> queued;
        do {
            queued = rooms.store().dispatchesDue(Instant.MAX, DISPATCHES_MAX);
            List<Dispatch> withdrawn = new ArrayList<>();
            for (Dispatch one : queued) {
                if (!known.contains(one.message().id())) {
                    withdrawn.add(one.in(
                            Dispatch.State.FAILED,
                            one.attempts(),
                            one.at(),
                            "It was decided on while profiles were built anew, and never before: not sent."));
                }
            }
            if (withdrawn.isEmpty()) {
                return;
            }
            rooms.store().commit(Batch.engaging(rooms.store().offset(), new Engagement(Map.of(), withdrawn)));
        } while (queued.size() == DISPATCHES_MAX);
    }

    private Set<MessageId> known() {
        Set<MessageId> known = new HashSet<>();
        if (rooms.lake().find(EngagementTables.MESSAGES.name()).isPresent()) {
            try (LakeSession session = rooms.lake().open(new ReadPoint.Latest())) {
                session.forEach(
                        Statement.of("SELECT DISTINCT message_id FROM " + EngagementTables.MESSAGES.name()),
                        row -> known.add(new MessageId(Objects.requireNonNull(row.text(0)))));
            }
        }
        return known;
    }
}
