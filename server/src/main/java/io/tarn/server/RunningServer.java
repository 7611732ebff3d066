package io.tarn.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.file.Files;

/** Tells whether a server runs on a home, by what it wrote of itself in {@code server.json}. */
final class RunningServer {
    private RunningServer() {}

    /** Fails when one does, for it alone can write log and store then. */
    static void requireNone(Home home) {
        if (!Files.isRegularFile(home.serverFile())) {
            return;
        }
        JsonNode server;
        try {
            server = new JsonMapper().readTree(Files.readString(home.serverFile()));
        } catch (IOException _) {
            // A server that is starting or was killed while it wrote; log and store say whether they are in use.
            return;
        }
        long pid = server.path("process").asLong(-1);
        boolean runs = pid > 0
                && pid != ProcessHandle.current().pid()
                && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        if (runs) {
            String address = server.path("address").asText("see " + home.serverFile());
            throw new TarnException(
                    ErrorCode.LOCKED,
                    "A server runs on this home (address " + address + "): use its POST /v1/forget, or stop it first.");
        }
    }
}
