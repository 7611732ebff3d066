package io.tarn.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * The server that runs on a home, by what it wrote of itself in {@code server.json}.
 *
 * @param address where it answers
 * @param token opens everything there, for commands of this home
 */
public record RunningServer(String address, String token) {
    /** The one that runs, should one. */
    public static Optional<RunningServer> find(Home home) {
        if (!Files.isRegularFile(home.serverFile())) {
            return Optional.empty();
        }
        JsonNode server;
        try {
            server = new JsonMapper().readTree(Files.readString(home.serverFile()));
        } catch (IOException _) {
            // A server that is starting or was killed while it wrote; log and store say whether they are in use.
            return Optional.empty();
        }
        long pid = server.path("process").asLong(-1);
        boolean runs = pid > 0
                && pid != ProcessHandle.current().pid()
                && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        return runs
                ? Optional.of(new RunningServer(
                        server.path("address").asText("see " + home.serverFile()),
                        server.path("token").asText()))
                : Optional.empty();
    }

    /** Fails when one does, for it alone can write log and store then. */
    static void requireNone(Home home) {
        find(home).ifPresent(server -> {
            throw new TarnException(
                    ErrorCode.LOCKED,
                    "A server runs on this home (address " + server.address()
                            + "): use its POST /v1/forget, or stop it first.");
        });
    }
}
