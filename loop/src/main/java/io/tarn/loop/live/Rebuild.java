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
import io.tarn.storage.ProfileStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Builds a store anew from the log, by the definitions that held when: what they set off waits, what they decided counts,
 * and nothing that came later decides on what lay behind it. What was sent stays sent, for the log tells how each attempt
 * ended. A message of which the lake does not know, though it has come further, is not sent. Confined to one thread,
 * while nothing else writes; what is broken off goes on where it stood.
 */
public final class Rebuild {
    private static final String KIND = "rebuild";
    private static final String NAME = "store";
    private static final int DISPATCHES_MAX = 1000;

    private final Fill.Rooms rooms;
    private final LiveAdmission admission;

    /**
     * A part of the log.
     *
     * @param begin its first entry
     * @param at when its rules were taken over
     * @param rules what held for it
     */
    public record Span(long begin, Instant at, LiveRules rules) {}

    public Rebuild(Fill.Rooms rooms, LiveAdmission admission) {
        this.rooms = rooms;
        this.admission = admission;
    }

    /** Whether a store is one that was begun anew and has not come to the end of its log yet. */
    public static boolean isBroken(ProfileStore store) {
        return !store.definitions(KIND).isEmpty();
    }

    /**
     * Brings the store to the end of the log.
     *
     * @param spans in order, from the beginning of the log on
     */
    public void run(List<Span> spans) {
        rooms.progress().stage("Building profiles from the log");
        mark("begun");
        long reached = reached(rooms.lake());
        for (int i = 0; i < spans.size(); i++) {
            long end = i + 1 < spans.size() ? spans.get(i + 1).begin() : Long.MAX_VALUE;
            if (rooms.store().offset() < end || i + 1 == spans.size()) {
                run(spans.get(i), end, reached);
            }
        }
        mark("");
    }

    private void run(Span span, long end, long reached) {
        ProfileStore store = rooms.store();
        if (store.offset() == 0) {
            DefinitionBook.ofCounts(span.rules()).write(store);
            DefinitionBook.ofAudiences(span.rules()).write(store);
        } else {
            Fill fill = Fill.again(
                    new Fill.Rooms(rooms.lake(), rooms.log(), store, span::at, rooms.progress()), span.rules());
            fill.count(DefinitionBook.ofCounts(span.rules()).kept(store));
            fill.audiences();
        }
        LiveWriter writer = new LiveWriter(rooms.log(), store, admission, span.rules(), new ChangeFeed());
        if (store.offset() <= reached) {
            step(writer, Math.min(reached + 1, end));
        }
        if (store.offset() == reached + 1) {
            withdraw();
        }
        step(writer, end);
    }

    private void step(LiveWriter writer, long end) {
        while (writer.step(end) > 0) {
            rooms.progress().advance(rooms.store().offset(), rooms.log().nextOffset());
        }
    }

    private void mark(String text) {
        ProfileStore store = rooms.store();
        store.commit(Batch.defining(store.offset(), List.of(new Batch.Definition(KIND, NAME, text)), Optional.empty()));
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
