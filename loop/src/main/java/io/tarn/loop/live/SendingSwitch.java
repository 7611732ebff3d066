package io.tarn.loop.live;

import io.tarn.model.decision.KillSwitch;
import io.tarn.model.log.LogEntry;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The kill switch. It stands in the log, so that it outlives a crash and decisions know of it; pulling it holds at once,
 * before the log has heard. Safe to share between threads.
 */
public final class SendingSwitch implements Supplier<KillSwitch> {
    /** The kind of the definition that says how it stands; its text is empty while sending goes on. */
    static final String KIND = "kill_switch";

    private static final String ALL = "all";
    private static final String PULLED = "pulled";

    private final EventLog log;
    private final ProfileStore store;
    private final InstantSource clock;
    private volatile boolean pulledHere;

    public SendingSwitch(EventLog log, ProfileStore store, InstantSource clock) {
        this.log = log;
        this.store = store;
        this.clock = clock;
    }

    /** What definitions of its kind say. */
    static KillSwitch of(Map<String, String> definitions) {
        return definitions.getOrDefault(ALL, "").isEmpty() ? KillSwitch.RELEASED : KillSwitch.PULLED;
    }

    @Override
    public KillSwitch get() {
        return pulledHere ? KillSwitch.PULLED : of(store.definitions(KIND));
    }

    /** Stops all sending, at once; durable when this returns. */
    public void pull() {
        pulledHere = true;
        append(PULLED);
    }

    /** Lets sending go on, once everything before it in the log is done. */
    public void release() {
        append("");
        pulledHere = false;
    }

    private void append(String text) {
        log.append(List.of(new LogEntry.Defined(clock.instant(), KIND, ALL, text)))
                .join();
    }
}
