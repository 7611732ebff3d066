package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.AuditRecord;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.server.config.HttpConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who asked for what is written down, and nobody is named by an identifier. */
final class AuditTest {
    private final TestingRooms rooms = new TestingRooms(HttpConfig.defaults());
    private final ProfileId id = ProfileId.derive("event:web", "m1", 0);
    private TestingServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestingServer(rooms.rooms());
        Identifier email = new Identifier(IdentifierType.EMAIL, "ada@example.org");
        rooms.profiles.put(
                id,
                Profile.of(Constituent.born(id, TestingRooms.NOW, Constituent.Origin.LIVE)
                        .withIdentifiers(List.of(email))));
        rooms.identifiers.put(email, id);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        rooms.audit.close();
    }

    private List<String> told() {
        rooms.audit.flush();
        return rooms.audited.stream()
                .map(one -> String.join(
                        " ",
                        one.actor(),
                        one.scope(),
                        one.action(),
                        one.profile().map(ProfileId::value).orElse("-"),
                        one.policy(),
                        one.outcome(),
                        Long.toString(one.count())))
                .toList();
    }

    @Test
    void readsAreToldWithTheProfileAndWhatWasShown() throws Exception {
        server.get("/v1/profiles/email:ada@example.org", TestingRooms.READER);
        server.get("/v1/profiles/id:" + id, TestingRooms.MARKETER);
        server.send(
                "POST /v1/profiles/batch HTTP/1.1\nAuthorization: Bearer " + TestingRooms.ADMIN,
                "{\"identifiers\":[\"email:ada@example.org\",\"email:bob@example.org\"]}");
        server.get("/v1/profiles/id:p0000000000000000", TestingRooms.READER);

        assertThat(told())
                .containsExactly(
                        "key:reader read profile.read " + id + " plain 200 1",
                        "key:marketer marketer profile.read " + id + " masked 200 1",
                        "key:admin admin profile.batch_read " + id + " plain 200 1",
                        "key:admin admin profile.batch_read - plain 404 1",
                        "key:reader read profile.read - plain 404 1");
        assertThat(rooms.audited.stream().map(AuditRecord::subject))
                .satisfies(subjects -> assertThat(subjects.get(3)).matches("email:[0-9a-f]{64}"))
                .doesNotContain("bob@example.org");
    }

    @Test
    void refusalsOfOneKindAreToldTogether() throws Exception {
        for (int i = 0; i < 3; i++) {
            server.send("POST /v1/track HTTP/1.1\nAuthorization: Bearer nothing", "{\"event\":\"A\",\"userId\":\"u\"}");
        }
        server.send("POST /v1/track HTTP/1.1\nAuthorization: Bearer " + TestingRooms.READER, "{\"event\":\"A\"}");
        server.get("/v1/profiles/email:ada@example.org", TestingRooms.WEB);
        server.send("POST /v1/forget HTTP/1.1\nAuthorization: Bearer " + TestingRooms.READER, "{}");

        List<String> all = told();
        assertThat(all.stream()
                        .filter(one -> one.startsWith("unknown  collect.refuse - key_unknown 401"))
                        .mapToLong(one -> Long.parseLong(one.substring(one.lastIndexOf(' ') + 1)))
                        .sum())
                .isEqualTo(3);
        assertThat(all)
                .contains(
                        "key:reader read collect.refuse - scope 403 1",
                        "key:web collect read.refuse - scope 403 1",
                        "key:reader read admin.refuse - scope 403 1");
    }

    @Test
    void takesWhatCommandsDidAsCommands() throws Exception {
        assertThat(server.send(
                                "POST /v1/audit HTTP/1.1\nAuthorization: Bearer " + TestingRooms.ADMIN,
                                "{\"account\":\"eve\",\"action\":\"source.add\",\"subject\":\"source:crm\"}")
                        .body())
                .isEqualTo("{\"success\":true}");
        assertThat(server.send(
                                "POST /v1/audit HTTP/1.1\nAuthorization: Bearer " + TestingRooms.READER,
                                "{\"account\":\"eve\",\"action\":\"source.add\"}")
                        .status())
                .isEqualTo(403);
        assertThat(server.send("POST /v1/audit HTTP/1.1\nAuthorization: Bearer " + TestingRooms.ADMIN, "{}")
                        .body())
                .contains("'account' is missing.");

        assertThat(rooms.audited)
                .contains(new AuditRecord(
                        TestingRooms.NOW,
                        "command:eve",
                        "home",
                        "source.add",
                        Optional.empty(),
                        "source:crm",
                        "",
                        "done",
                        1));
    }

    @Test
    void aLogThatRefusesKeepsRecordsWaitingAndLosesNone() throws Exception {
        rooms.refusal = Optional.of(new IllegalStateException("full"));
        server.get("/v1/profiles/email:ada@example.org", TestingRooms.READER);

        rooms.refusal = Optional.empty();

        assertThat(told()).containsExactly("key:reader read profile.read " + id + " plain 200 1");
        assertThat(rooms.audit.lost()).isZero();
    }

    @Test
    void whatFindsNoPlaceIsCounted() {
        rooms.refusal = Optional.of(new IllegalStateException("full"));
        AuditRecord record = new AuditRecord(
                TestingRooms.NOW, "key:reader", "read", "profile.read", Optional.of(id), "", "plain", "200", 1);
        for (int i = 0; i < 25_000; i++) {
            rooms.audit.record(record);
        }

        rooms.refusal = Optional.empty();

        assertThat(told().size() + rooms.audit.lost()).isEqualTo(25_000);
        assertThat(rooms.audit.lost()).isPositive();
    }
}
