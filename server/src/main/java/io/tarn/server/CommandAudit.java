package io.tarn.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.OpsTables;
import io.tarn.model.identity.ProfileId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes down in {@code ops.audit} what a command did: through the server that runs on the home, which holds the log, and
 * else into the lake itself.
 */
public final class CommandAudit {
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final Home home;

    public CommandAudit(Home home) {
        this.home = home;
    }

    /**
     * What a command did.
     *
     * @param action such as {@code key.add}
     * @param profile the profile that it was about
     * @param subject what else it was about, such as {@code source:crm}; empty for nothing
     * @param policy the rule under which it was done; empty for none
     */
    public record Done(String action, Optional<ProfileId> profile, String subject, String policy) {
        public static Done of(String action, String subject) {
            return new Done(action, Optional.empty(), subject, "");
        }
    }

    /** Writes it down; durable when this returns. */
    public void record(Done done) {
        if (!toldServer(done)) {
            try (House house = House.open(home)) {
                record(house, done);
            }
        }
    }

    /** Writes it down for a command that has its house open. */
    public static void record(House house, Done done) {
        if (new CommandAudit(house.home()).toldServer(done)) {
            return;
        }
        Lake lake = house.lake();
        lake.create(OpsTables.AUDIT);
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            session.load(
                    "audited_now",
                    OpsTables.AUDIT.columns(),
                    sink -> sink.row(
                            "c" + UUID.randomUUID(),
                            null,
                            house.clock().instant(),
                            "command:" + account(),
                            "home",
                            done.action(),
                            done.profile().map(ProfileId::value).orElse(null),
                            done.subject(),
                            done.policy(),
                            "done",
                            1L));
            session.append(OpsTables.AUDIT.name(), Statement.of("SELECT * FROM audited_now"), Optional.empty());
        }
    }

    private boolean toldServer(Done done) {
        Optional<RunningServer> server = RunningServer.find(home);
        if (server.isEmpty()) {
            return false;
        }
        ObjectNode body = new JsonMapper()
                .createObjectNode()
                .put("account", account())
                .put("action", done.action())
                .put("subject", done.subject())
                .put("policy", done.policy());
        done.profile().ifPresent(profile -> body.put("profile_id", profile.value()));
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.get().address() + "/v1/audit"))
                .header("Authorization", "Bearer " + server.get().token())
                .timeout(WAIT_MAX)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(WAIT_MAX).build()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException _) {
            // It is stopping: the lake takes the record.
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String account() {
        return System.getProperty("user.name", "unknown");
    }
}
