package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.event.EventKey;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.profile.ConsentValue;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.RecentEvent;
import io.tarn.model.profile.TraitValue;
import io.tarn.server.config.HttpConfig;
import io.tarn.server.http.TestingServer.Reply;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReadingTest {
    private static final String SPACE = "/v1/spaces/any/collections/users/profiles/user_id:u1/";

    private final TestingRooms rooms = new TestingRooms(HttpConfig.defaults());
    private final ProfileId id = ProfileId.derive("event:web", "m1", 0);
    private TestingServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestingServer(rooms.rooms());
        Identifier email = new Identifier(IdentifierType.EMAIL, "ada@example.org");
        Identifier user = new Identifier(IdentifierType.USER_ID, "u1");
        Constituent one = Constituent.born(id, TestingRooms.NOW, Constituent.Origin.LIVE)
                .withIdentifiers(List.of(email, user))
                .withTraits(Map.of(
                        "email", said(new Value.Text("ada@example.org")),
                        "nickname", said(new Value.Text("Countess of numbers")),
                        "orders", said(Value.Decimal.of(3))))
                .withConsents(Map.of("sale_of_data", new ConsentValue(false, "web", TestingRooms.NOW)))
                .withEvent(new RecentEvent(
                        new EventKey(new SourceName("web"), "m1"), "track", "Ordered", TestingRooms.NOW));
        rooms.profiles.put(id, Profile.of(one));
        rooms.identifiers.put(email, id);
        rooms.identifiers.put(user, id);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void findsAProfileByAnyIdentifier() throws Exception {
        Reply byEmail = server.get("/v1/profiles/email:%20ADA%40example.org", TestingRooms.READER);

        assertThat(byEmail.status()).isEqualTo(200);
        assertThat(byEmail.body())
                .startsWith("{\"id\":\"" + id + "\",\"traits\":{\"email\":{\"value\":\"ada@example.org\","
                        + "\"source\":\"web\",\"at\":\"2026-11-21T10:00:00Z\"},");
        assertThat(server.get("/v1/profiles/user_id:u1", TestingRooms.ADMIN).body())
                .isEqualTo(byEmail.body());
        assertThat(server.get("/v1/profiles/id:" + id, TestingRooms.READER).body())
                .isEqualTo(byEmail.body());
        assertThat(server.get("/v1/profiles/user_id:u2", TestingRooms.READER).body())
                .isEqualTo(
                        "{\"success\":false,\"error\":\"not_found\",\"message\":\"No profile has this identifier.\"}");
        assertThat(server.get("/v1/profiles/u1", TestingRooms.READER).status()).isEqualTo(400);
        assertThat(server.get("/v1/profiles/id:u1", TestingRooms.READER).status())
                .isEqualTo(400);
        assertThat(server.get("/v1/profiles/user_id:u1", "nobody").status()).isEqualTo(401);
    }

    @Test
    void masksForMarketers() throws Exception {
        String body =
                server.get("/v1/profiles/user_id:u1", TestingRooms.MARKETER).body();
        String traits = server.get(SPACE + "traits", TestingRooms.MARKETER).body();
        String ids = server.get(SPACE + "external_ids", TestingRooms.MARKETER).body();

        assertThat(body + traits + ids).contains("a***@e***.org").doesNotContain("ada@", "Countess", "\"u1\"");
        assertThat(traits).contains("\"orders\":3");
    }

    @Test
    void readsSeveralAtOnce() throws Exception {
        Reply reply = server.send(
                "POST /v1/profiles/batch HTTP/1.1\nAuthorization: Bearer " + TestingRooms.READER,
                "{\"identifiers\":[\"user_id:u1\",\"user_id:u2\"]}");

        assertThat(reply.body())
                .startsWith("{\"profiles\":[{\"identifier\":\"user_id:u1\",\"profile\":{\"id\":\"" + id)
                .endsWith("{\"identifier\":\"user_id:u2\",\"profile\":null}]}");
        assertThat(server.send("POST /v1/profiles/batch HTTP/1.1\nAuthorization: Bearer " + TestingRooms.READER, "{}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void speaksTheShapeOfSegmentsProfiles() throws Exception {
        String url = "\"cursor\":{\"url\":\"" + SPACE;
        assertThat(server.get(SPACE + "traits?limit=1&exclude=email", TestingRooms.READER)
                        .body())
                .isEqualTo("{\"traits\":{\"nickname\":\"Countess of numbers\"}," + url
                        + "traits\",\"has_more\":true,\"next\":\"1\",\"limit\":1}}");
        assertThat(server.get(SPACE + "traits?limit=1&exclude=email&cursor=1", TestingRooms.READER)
                        .body())
                .isEqualTo("{\"traits\":{\"orders\":3}," + url
                        + "traits\",\"has_more\":false,\"next\":\"\",\"limit\":1}}");
        assertThat(server.get(SPACE + "traits?include=orders&verbose=true", TestingRooms.READER)
                        .body())
                .startsWith("{\"traits\":{\"orders\":{\"value\":3,\"source_id\":\"web\","
                        + "\"updated_at\":\"2026-11-21T10:00:00Z\"}},");
        assertThat(server.get(SPACE + "events", TestingRooms.READER).body())
                .startsWith("{\"data\":[{\"message_id\":\"m1\",\"source_id\":\"web\",\"type\":\"track\","
                        + "\"event\":\"Ordered\",\"timestamp\":\"2026-11-21T10:00:00Z\"}],");
        assertThat(server.get(SPACE + "external_ids", TestingRooms.READER).body())
                .contains("\"id\":\"u1\",\"type\":\"user_id\"");
        assertThat(server.get(SPACE + "metadata", TestingRooms.READER).body()).contains("\"segment_id\":\"" + id);
        assertThat(server.get(SPACE + "links", TestingRooms.READER).body()).startsWith("{\"data\":[],");
        assertThat(server.get(SPACE + "other", TestingRooms.READER).status()).isEqualTo(404);
        assertThat(server.get(SPACE + "traits?limit=x", TestingRooms.READER).status())
                .isEqualTo(400);
    }

    @Test
    void answersWithoutAKeyWhetherItIsWell() throws Exception {
        assertThat(server.send("GET /health HTTP/1.1", "").body())
                .matches("\\{\"status\":\"UP\",\"release\":\"development\",\"log_entries\":[0-9]+,\"backlog\":0,"
                        + "\"lake_lag\":0,\"profiles\":[0-9]+}");
        assertThat(server.send("GET /openapi HTTP/1.1", "").body()).startsWith("openapi: 3.1.0");
    }

    @Test
    void greetsAListener() throws Exception {
        try (Socket socket = server.connect()) {
            socket.getOutputStream()
                    .write(("GET /v1/profiles/user_id:u1/changes HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Authorization: Bearer " + TestingRooms.READER + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

            assertThat(reader.readLine()).isEqualTo("HTTP/1.1 200 OK");
            String line = reader.readLine();
            while (line != null && !line.startsWith(":")) {
                line = reader.readLine();
            }
            assertThat(line).isEqualTo(": changes follow");
        }
    }

    private static TraitValue said(Value value) {
        return new TraitValue(value, "web", TestingRooms.NOW, "m1");
    }
}
