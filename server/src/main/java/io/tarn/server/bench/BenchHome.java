package io.tarn.server.bench;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.server.Home;
import io.tarn.server.config.PrivateFile;
import io.tarn.server.http.KeyRing;
import io.tarn.storage.Registry;
import io.tarn.storage.local.SqliteRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * The home of a server that is measured.
 *
 * @param writer the Authorization header by which events of the source {@code web} are sent
 */
record BenchHome(Home home, String writer) {
    /** Prepares a home that must be empty. */
    static BenchHome prepare(Path folder) {
        Home home = new Home(folder).prepare();
        String key = PrivateFile.secret("collect");
        try (Registry registry = SqliteRegistry.open(home.root())) {
            registry.add(new Registry.ApiKey(
                    "web", KeyRing.hash(key), Registry.Scope.COLLECT, Optional.of("web"), Instant.EPOCH));
        }
        byte[] login = (key + ":").getBytes(StandardCharsets.UTF_8);
        return new BenchHome(home, "Basic " + Base64.getEncoder().encodeToString(login));
    }

    /** Drives a server; whoever interrupts this thread ends it. */
    static void drive(Driving driving) {
        try {
            driving.run();
        } catch (IOException failure) {
            throw new TarnException(
                    ErrorCode.STORAGE_UNAVAILABLE, "The measured server could not be driven: " + failure, failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** What drives a server. */
    @FunctionalInterface
    interface Driving {
        void run() throws IOException, InterruptedException;
    }
}
