package io.tarn.server.cli;

import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.SourceName;
import io.tarn.model.log.LogEntry;
import io.tarn.storage.EventLog;
import io.tarn.storage.local.LocalEventLog;
import io.tarn.storage.local.LocalStorageConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/** Entries put into the log of a home on which nothing runs. */
final class TestingEvents {
    static final Instant AT = Instant.parse("2026-06-01T12:00:00Z");

    private TestingEvents() {}

    static LogEntry event(String messageId, Instant receivedAt, String json) {
        return new LogEntry.Received(new RawEvent(
                new EventKey(new SourceName("web"), messageId), receivedAt, RawEvent.Origin.LIVE, false, json));
    }

    /** An order of somebody, with more fields of its properties as they stand in JSON. */
    static LogEntry order(String messageId, Instant receivedAt, String user, String properties) {
        return event(
                messageId,
                receivedAt,
                "{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"" + user + "\",\"properties\":{"
                        + properties + "}}");
    }

    static void append(Path home, LogEntry... entries) {
        try (EventLog log = LocalEventLog.open(home, LocalStorageConfig.defaults())) {
            log.append(Arrays.asList(entries)).join();
        }
    }
}
