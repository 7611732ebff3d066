package io.tarn.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.log.AuditRecord;
import io.tarn.model.log.LogEntry;
import io.tarn.model.log.LogEntry.AttemptStage;
import io.tarn.model.message.DeliveryResult.Permanence;
import io.tarn.model.message.MessageId;
import io.tarn.model.profile.TraitValue;
import io.tarn.wire.bytes.Golden;
import io.tarn.wire.bytes.Stored;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LogEntryCodecTest {
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07.008Z");
    private static final ProfileId ANN = ProfileId.derive("web", "ann", 0);
    private static final ProfileId BOB = ProfileId.derive("web", "bob", 0);

    @Property(tries = 300)
    void readsWhatItWrote(@ForAll("entries") LogEntry entry) {
        byte[] bytes = LogEntryCodec.encode(entry);

        LogEntry read = LogEntryCodec.decode(bytes);

        assertThat(read).isEqualTo(entry);
        assertThat(LogEntryCodec.encode(read)).isEqualTo(bytes);
    }

    @Property(tries = 300)
    void readsChangedBytesOrSaysThatTheyAreBroken(
            @ForAll("entries") LogEntry entry, @ForAll int place, @ForAll byte octet) {
        byte[] bytes = LogEntryCodec.encode(entry);
        bytes[Math.floorMod(place, bytes.length)] = octet;

        try {
            LogEntryCodec.decode(bytes);
        } catch (TarnException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVARIANT_BROKEN);
        }
    }

    @Provide
    Arbitrary<LogEntry> entries() {
        return Stored.entries();
    }

    /** A number is no count of what follows: there may be more attempts than bytes. */
    @Test
    void readsALateAttemptOfFewBytes() {
        for (int attempt = 1; attempt < 1000; attempt++) {
            LogEntry entry = new LogEntry.Attempted(
                    Instant.EPOCH, MessageId.derive("d"), attempt, new LogEntry.AttemptStage.Begun(), "");

            assertThat(LogEntryCodec.decode(LogEntryCodec.encode(entry))).isEqualTo(entry);
        }
    }

    @Test
    void readsWhatEveryReleaseWroteAndWritesAsTheFormIsLaidDown() {
        oneOfEach().forEach((name, entry) -> {
            byte[] golden = Golden.bytes("log-entry-" + name + "-1");

            assertThat(LogEntryCodec.decode(golden)).isEqualTo(entry);
            assertThat(LogEntryCodec.encode(entry)).isEqualTo(golden);
        });
    }

    static Map<String, LogEntry> oneOfEach() {
        Map<String, LogEntry> entries = new LinkedHashMap<>();
        entries.put(
                "received",
                new LogEntry.Received(new RawEvent(
                        new EventKey(new SourceName("web"), "message-1"),
                        AT,
                        RawEvent.Origin.HISTORY,
                        true,
                        "{\"type\":\"track\",\"event\":\"Größe 😀\"}")));
        entries.put("tick", new LogEntry.Tick(AT.plusNanos(1)));
        entries.put("defined", new LogEntry.Defined(AT, "traits", "orders", "orders: count"));
        entries.put(
                "published",
                new LogEntry.Published(
                        AT,
                        "run-1",
                        List.of(new LogEntry.GoldProfile(
                                ANN,
                                List.of(BOB),
                                List.of(new Identifier(IdentifierType.EMAIL, "ann@example.com")),
                                Map.of(
                                        "city",
                                        new TraitValue(new Value.Text("Köln"), "crm", AT, "r1"),
                                        "age",
                                        new TraitValue(Value.Decimal.of(30), "crm", AT, "r1"))))));
        entries.put(
                "quarantined",
                new LogEntry.Quarantined(
                        AT,
                        "run-1",
                        List.of(new Identifier(IdentifierType.EMAIL, "info@example.com")),
                        List.of(new Identifier(IdentifierType.PHONE, "+4922112345"))));
        entries.put("judged", new LogEntry.Judged(AT, ANN, BOB, LogEntry.Verdict.DIFFERENT, "person:eve"));
        entries.put("forgotten", new LogEntry.Forgotten(AT, List.of(ANN), List.of("00ff", "11ee")));
        entries.put(
                "audited",
                new LogEntry.Audited(
                        AT,
                        List.of(
                                new AuditRecord(
                                        AT, "key:crm", "read", "profile.read", Optional.of(ANN), "", "plain", "200", 1),
                                new AuditRecord(
                                        AT.plusNanos(1),
                                        "unknown",
                                        "",
                                        "collect.refuse",
                                        Optional.empty(),
                                        "email:00ff",
                                        "key_unknown",
                                        "401",
                                        300))));
        MessageId message = MessageId.derive("d3f9k2m7q4r8t0vwx12ab");
        entries.put("attempted-begun", attempted(message, new AttemptStage.Begun(), ""));
        entries.put("attempted-delivered", attempted(message, new AttemptStage.Delivered(), "It took it: 250 OK."));
        entries.put("attempted-failed", attempted(message, new AttemptStage.Failed(Permanence.ADDRESS), "It refused."));
        entries.put("attempted-given-up", attempted(message, new AttemptStage.Failed(Permanence.MESSAGE), "Too late."));
        entries.put("attempted-deferred", attempted(message, new AttemptStage.Deferred(AT.plusSeconds(60)), "Busy."));
        entries.put("attempted-uncertain", attempted(message, new AttemptStage.Uncertain(), "No answer."));
        return entries;
    }

    private static LogEntry attempted(MessageId message, AttemptStage stage, String reason) {
        return new LogEntry.Attempted(AT, message, 2, stage, reason);
    }
}
