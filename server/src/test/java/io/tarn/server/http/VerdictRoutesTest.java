package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.server.config.HttpConfig;
import io.tarn.server.http.TestingServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verdicts over HTTP, as commands on a served home send them. */
final class VerdictRoutesTest {
    private static final ProfileId ANN = ProfileId.derive("crm", "1", 0);
    private static final ProfileId BOB = ProfileId.derive("crm", "2", 0);

    private final TestingRooms rooms = new TestingRooms(HttpConfig.defaults());
    private TestingServer server;

    @BeforeEach
    void serve() throws Exception {
        server = new TestingServer(rooms.rooms());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Reply post(String key, String body) throws Exception {
        return server.send("POST /v1/verdicts HTTP/1.1\nAuthorization: Bearer " + key, body);
    }

    private static String body(String verdict, String decidedBy, String left, String right) {
        return "{\"verdict\":\"" + verdict + "\",\"decided_by\":\"" + decidedBy + "\",\"pairs\":[[\"" + left + "\",\""
                + right + "\"]]}";
    }

    @Test
    void takesVerdictsIntoTheLog() throws Exception {
        Reply reply = post(TestingRooms.ADMIN, body("withdrawn", "person:ann/v1", ANN.value(), BOB.value()));

        assertThat(reply.body()).isEqualTo("{\"taken\":1}");
        assertThat(rooms.judged)
                .containsExactly(
                        new LogEntry.Judged(TestingRooms.NOW, ANN, BOB, LogEntry.Verdict.WITHDRAWN, "person:ann/v1"));
    }

    @Test
    void refusesWhatIsNoVerdict() throws Exception {
        assertThat(post(TestingRooms.ADMIN, "{").body()).contains("The body is no valid JSON.");
        assertThat(post(TestingRooms.ADMIN, body("maybe", "person:ann", ANN.value(), BOB.value()))
                        .body())
                .contains("'verdict' is same, different or withdrawn.");
        assertThat(post(TestingRooms.ADMIN, body("same", "model:7", ANN.value(), BOB.value()))
                        .body())
                .contains("'decided_by' is person:NAME or person:NAME/VERDICT");
        assertThat(post(TestingRooms.ADMIN, body("same", "person:ann", ANN.value(), ANN.value()))
                        .status())
                .isEqualTo(400);
        assertThat(post(TestingRooms.READER, body("same", "person:ann", ANN.value(), BOB.value()))
                        .status())
                .isEqualTo(403);
        assertThat(rooms.judged).isEmpty();
    }
}
