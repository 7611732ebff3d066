package io.tarn.loop.quarantine;

import io.tarn.collect.admit.Admitted;
import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.EventTables;
import io.tarn.loop.erase.LiveRoad;
import io.tarn.loop.live.LiveAdmission;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Violation;
import io.tarn.model.log.LogEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sends events that were put aside through the log again: under the same source and message id, with the time of their
 * arrival as it was, so that an event counts once however often it is replayed. What is refused once more stays where it
 * is, with the reasons of this time.
 *
 * <p>One at a time for a home. One thread.
 */
public final class Replay {
    /** How many events stand in the log together. */
    private static final int EVENTS_MAX = 1000;

    private static final String DONE = "replayed_events";
    private static final String STEPS = "replayed_reasons";
    private static final List<Column> DONE_COLUMNS =
            List.of(Column.of("log_offset", Scalar.LONG, "The row that is done with"));
    private static final List<Column> STEP_COLUMNS = List.of(
            Column.of("log_offset", Scalar.LONG, "The row"),
            Column.of("place", Scalar.INTEGER, "The reason's place"),
            Column.of("reason", Scalar.STRING, "The reason"),
            Column.of("path", Scalar.STRING, "The field"),
            Column.of("detail", Scalar.STRING, "What is wrong"));

    private final Lake lake;
    private final LiveRoad live;
    private final LiveAdmission admission;
    private final Quarantine quarantine;

    /** @param admission as the live road admits events from now on */
    public Replay(Lake lake, LiveRoad live, LiveAdmission admission) {
        this.lake = lake;
        this.live = live;
        this.admission = admission;
        this.quarantine = new Quarantine(lake);
    }

    /** Replays what an order names; when it returns, tables and profiles show it. */
    public ReplayOutcome run(ReplayOrder order) {
        live.settle();
        Work work = new Work(order);
        quarantine.forEach(order.which(), work::add);
        work.send();
        if (!order.dryRun()) {
            live.settle();
            clear(work);
        }
        return work.outcome();
    }

    /** Takes out of quarantine what is done with, and notes why the rest is not. */
    private void clear(Work work) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            if (!work.done.isEmpty()) {
                session.load(DONE, DONE_COLUMNS, sink -> work.done.forEach(sink::row));
                // An event may stand there several times: each time that its client sent it.
                session.deleteWhere(
                        EventTables.QUARANTINED.name(),
                        Statement.of("(source, message_id) IN (SELECT source, message_id FROM "
                                + EventTables.QUARANTINED.name() + " WHERE log_offset IN (SELECT log_offset FROM "
                                + DONE + "))"));
            }
            if (!work.renewed.isEmpty()) {
                session.load(
                        STEPS,
                        STEP_COLUMNS,
                        sink -> work.renewed.forEach((offset, violations) -> {
                            int place = 0;
                            for (Violation one : violations) {
                                sink.row(offset, place++, one.reason(), one.path(), one.detail());
                            }
                        }));
                session.merge(EventTables.QUARANTINED.name(), EventTables.QUARANTINED.key(), renewed());
            }
        }
    }

    private static Statement renewed() {
        return Statement.of("SELECT q.* EXCLUDE (violations), s.violations FROM " + EventTables.QUARANTINED.name()
                + " q JOIN (SELECT log_offset, list({'reason': reason, 'path': path, 'detail': detail} ORDER BY place)"
                + " AS violations FROM " + STEPS + " GROUP BY log_offset) s ON s.log_offset = q.log_offset");
    }

    /** One replay under way. Confined to one thread. */
    private final class Work {
        private final ReplayOrder order;
        private final List<QuarantinedEvent> waiting = new ArrayList<>();
        /** Rows whose events count now, or are to be forgotten. */
        private final List<Long> done = new ArrayList<>();
        /** New reasons by row. */
        private final Map<Long, List<Violation>> renewed = new HashMap<>();

        private final Map<String, Long> reasons = new TreeMap<>();
        private long accepted;
        private long taken;
        private long forgotten;
        private long refused;

        Work(ReplayOrder order) {
            this.order = order;
        }

        void add(QuarantinedEvent one) {
            waiting.add(one);
            if (waiting.size() >= EVENTS_MAX) {
                send();
            }
        }

        void send() {
            List<EventKey> keys = waiting.stream().map(one -> one.raw().key()).toList();
            Set<EventKey> known = live.store().findSeen(keys);
            List<LogEntry> entries = new ArrayList<>();
            for (QuarantinedEvent one : waiting) {
                if (known.contains(one.raw().key())) {
                    taken++;
                    done.add(one.offset());
                    continue;
                }
                RawEvent mended = mended(one.raw());
                switch (admission.admit(mended)) {
                    case Admitted.Accepted _ -> {
                        accepted++;
                        done.add(one.offset());
                        entries.add(new LogEntry.Received(mended));
                    }
                    case Admitted.Forgotten _ -> {
                        forgotten++;
                        done.add(one.offset());
                    }
                    case Admitted.Rejected(List<Violation> violations) -> refuse(one, violations);
                }
            }
            waiting.clear();
            if (!order.dryRun() && !entries.isEmpty()) {
                live.log().append(entries).join();
            }
        }

        private void refuse(QuarantinedEvent one, List<Violation> violations) {
            refused++;
            violations.stream()
                    .map(Violation::reason)
                    .distinct()
                    .forEach(reason -> reasons.merge(reason, 1L, Long::sum));
            if (!violations.equals(one.violations())) {
                renewed.put(one.offset(), violations);
            }
        }

        private RawEvent mended(RawEvent raw) {
            String json = order.mending().apply(raw.json());
            return json.equals(raw.json())
                    ? raw
                    : new RawEvent(raw.key(), raw.receivedAt(), raw.origin(), raw.refusesSale(), json);
        }

        ReplayOutcome outcome() {
            return new ReplayOutcome(order.dryRun(), accepted, taken, forgotten, refused, reasons);
        }
    }
}
