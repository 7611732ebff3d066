package io.tarn.storage.local;

import io.tarn.storage.EventLog;
import io.tarn.testing.EventLogContract;
import java.nio.file.Path;

class LocalEventLogTest extends EventLogContract {
    @Override
    protected EventLog open(Path home, int entriesMax) {
        return LocalEventLog.open(home, LocalStorageConfig.defaults().withQueueEntriesMax(entriesMax));
    }
}
