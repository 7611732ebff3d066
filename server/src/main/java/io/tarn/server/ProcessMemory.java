package io.tarn.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The memory of this process as the operating system counts it: Java heap, SQL engine and all. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";
    private static final long BYTES_PER_KILOBYTE = 1_024;

    private ProcessMemory() {}

    /** The most that was ever resident, in bytes; empty where the system does not tell. */
    public static OptionalLong peakBytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KILOBYTE)
                    .findFirst();
        } catch (IOException notToldHere) {
            return OptionalLong.empty();
        }
    }
}
