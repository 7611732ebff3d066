package io.tarn.server;

import com.sun.management.OperatingSystemMXBean;
import io.tarn.storage.local.LocalStorageConfig;
import java.lang.management.ManagementFactory;

/** The limits of log and store on the machine at hand, or in the container. */
public final class LiveStorage {
    private LiveStorage() {}

    public static LocalStorageConfig config() {
        long memoryBytes = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
        return LocalStorageConfig.of(memoryBytes);
    }
}
