package io.tarn.testing;

import io.tarn.storage.EventLog;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

class TestingEventLogTest extends EventLogContract {
    private final Map<Path, TestingEventLog> logs = new HashMap<>();

    @Override
    protected EventLog open(Path home, int entriesMax) {
        return logs.compute(home, (_, log) -> log == null ? new TestingEventLog(entriesMax) : log.reopened());
    }
}
