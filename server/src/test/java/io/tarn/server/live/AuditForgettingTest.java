package io.tarn.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.log.AuditRecord;
import io.tarn.model.log.LogEntry;
import io.tarn.server.Home;
import io.tarn.server.House;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who read a profile stands in the lake until the person is forgotten, and that the person was, remains. */
final class AuditForgettingTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void aForgottenPersonIsNamedNeitherInTheTableNorInTheLog() {
        try (House house = House.open(new Home(folder).prepare());
                LiveHouse live = LiveHouse.open(house, java.net.URI.create("http://127.0.0.1:8080"), Set.of())) {
            ProfileId ann = arrive(live, "ann");
            ProfileId bob = arrive(live, "bob");
            live.rooms().audit().record(read(ann));
            live.rooms().audit().record(read(bob));
            live.settle();
            assertThat(rows(house)).containsExactlyInAnyOrder(ann.value(), bob.value());

            live.rooms().audit().record(read(ann));
            var _ = live.rooms().forgetting().apply("user_id:ann");

            assertThat(rows(house)).containsExactly(bob.value());
            assertThat(live.log().read(0, 1_000).stream()
                            .map(EntryOf::of)
                            .flatMap(List::stream)
                            .map(AuditRecord::profile))
                    .containsExactly(Optional.of(bob));
        }
    }

    /** The records of an entry. */
    private static final class EntryOf {
        static List<AuditRecord> of(io.tarn.storage.EventLog.Logged logged) {
            return logged.entry() instanceof LogEntry.Audited(Instant _, List<AuditRecord> records)
                    ? records
                    : List.of();
        }
    }

    private static ProfileId arrive(LiveHouse live, String user) {
        live.rooms()
                .intake()
                .accept(List.of(new RawEvent(
                        new EventKey(new SourceName("web"), "m-" + user),
                        AT,
                        RawEvent.Origin.LIVE,
                        false,
                        "{\"type\":\"identify\",\"userId\":\"" + user + "\"}")))
                .join();
        live.settle();
        return live.rooms()
                .profiles()
                .find(new Identifier(IdentifierType.USER_ID, user))
                .orElseThrow()
                .id();
    }

    private static AuditRecord read(ProfileId profile) {
        return new AuditRecord(AT, "key:crm", "read", "profile.read", Optional.of(profile), "", "plain", "200", 1);
    }

    private static List<String> rows(House house) {
        try (LakeSession session = house.lake().open(new ReadPoint.Latest())) {
            return session.query(Statement.of("SELECT profile_id FROM ops.audit"), row -> String.valueOf(row.text(0)));
        }
    }
}
