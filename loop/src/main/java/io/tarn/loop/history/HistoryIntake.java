package io.tarn.loop.history;

import io.tarn.collect.admit.Admitted;
import io.tarn.loop.history.HistoryTaken.RefusedLine;
import io.tarn.loop.live.LiveAdmission;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.EventHead;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Violation;
import io.tarn.model.identity.SourceName;
import io.tarn.model.log.LogEntry;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import io.tarn.wire.event.HistoryLine;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings events told from the past into the log. An event that was taken before is left out, so that lines may be handed
 * over again; one that the tracking plan would put aside is refused, since its line can be mended and handed over again.
 * Safe to share between threads.
 */
public final class HistoryIntake implements HistoryDoor {
    /** What says that an event would count at another time than it happened. */
    private static final Set<String> UNTIMELY =
            Set.of("timestamp_unreadable", "timestamp_unbelievable", "timestamp_ahead");

    private static final String UNTIMED =
            "The event does not say when it happened: give it a 'timestamp' such as" + " 2026-11-20T09:00:00Z.";
    private static final long FULL_WAIT_NANOS = 20_000_000;
    private static final int FULL_WAITS_MAX = 1500;

    private final EventLog log;
    private final ProfileStore store;
    private final LiveAdmission admission;
    private final InstantSource clock;

    public HistoryIntake(EventLog log, ProfileStore store, LiveAdmission admission, InstantSource clock) {
        this.log = log;
        this.store = store;
        this.admission = admission;
        this.clock = clock;
    }

    @Override
    public HistoryTaken take(SourceName source, List<byte[]> lines) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<EventKey, RawEvent> sound = new LinkedHashMap<>();
        List<RefusedLine> refused = new ArrayList<>();
        long repeated = 0;
        long forgotten = 0;
        for (int i = 0; i < lines.size(); i++) {
            switch (HistoryLine.of(lines.get(i))) {
                case HistoryLine.Unreadable(Violation violation) -> refused.add(refusal(i, List.of(violation)));
                case HistoryLine.Read(String messageId, String json) -> {
                    RawEvent raw =
                            new RawEvent(new EventKey(source, messageId), now, RawEvent.Origin.HISTORY, false, json);
                    switch (admission.admit(raw)) {
                        case Admitted.Rejected(List<Violation> violations) -> refused.add(refusal(i, violations));
                        case Admitted.Forgotten _ -> forgotten++;
                        case Admitted.Accepted accepted -> {
                            List<Violation> untimely = untimely(accepted);
                            if (!untimely.isEmpty()) {
                                refused.add(refusal(i, untimely));
                            } else if (sound.putIfAbsent(raw.key(), raw) != null) {
                                repeated++;
                            }
                        }
                    }
                }
            }
        }
        Set<EventKey> known = store.findSeen(sound.keySet());
        List<LogEntry> entries = new ArrayList<>(sound.size());
        sound.forEach((key, raw) -> {
            if (!known.contains(key)) {
                entries.add(new LogEntry.Received(raw));
            }
        });
        append(entries);
        return new HistoryTaken(entries.size(), known.size() + repeated, forgotten, refused);
    }

    private static List<Violation> untimely(Admitted.Accepted accepted) {
        EventHead head = accepted.event().head();
        List<Violation> found = accepted.violations().stream()
                .filter(one -> UNTIMELY.contains(one.reason()))
                .toList();
        return found.isEmpty() && head.originalTimestamp().isEmpty()
                ? List.of(new Violation("timestamp_missing", "timestamp", UNTIMED))
                : found;
    }

    private static RefusedLine refusal(int place, List<Violation> violations) {
        Violation first = violations.getFirst();
        StringBuilder detail = new StringBuilder(first.detail());
        violations.stream().skip(1).forEach(one -> detail.append(' ').append(one.detail()));
        return new RefusedLine(place, first.reason(), detail.toString());
    }

    /** Waits while the log has as much to write as it holds. */
    private void append(List<LogEntry> entries) {
        for (int waits = 0; !entries.isEmpty(); waits++) {
            try {
                log.append(entries).join();
                return;
            } catch (CompletionException failure) {
                if (!(failure.getCause() instanceof TarnException known)) {
                    throw failure;
                }
                if (known.code() != ErrorCode.LIMIT_REACHED || waits >= FULL_WAITS_MAX) {
                    throw known;
                }
                LockSupport.parkNanos(FULL_WAIT_NANOS);
            }
        }
    }
}
