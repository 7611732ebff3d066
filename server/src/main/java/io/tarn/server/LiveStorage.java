package io.tarn.server;

import io.tarn.server.config.Machine;
import io.tarn.storage.local.LocalStorageConfig;

/** The limits of log and store on the machine at hand, or in the container. */
public final class LiveStorage {
    private LiveStorage() {}

    public static LocalStorageConfig config() {
        return LocalStorageConfig.of(Machine.memoryBytes());
    }
}
