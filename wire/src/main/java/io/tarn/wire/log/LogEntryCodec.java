package io.tarn.wire.log;

import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.TraceContext;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.AuditRecord;
import io.tarn.model.log.LogEntry;
import io.tarn.model.message.MessageId;
import io.tarn.wire.bytes.ByteReader;
import io.tarn.wire.bytes.ByteWriter;
import io.tarn.wire.bytes.EventOrigins;
import io.tarn.wire.bytes.Maps;
import io.tarn.wire.bytes.TraitValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A log entry as bytes, and back. Equal entries have equal bytes. Every form that a release wrote can be read: a new
 * form gets a new version, a new kind of entry a new number.
 */
public final class LogEntryCodec {
    private static final int VERSION = 1;

    private static final int RECEIVED = 1;
    private static final int TICK = 2;
    private static final int DEFINED = 3;
    private static final int PUBLISHED = 4;
    private static final int JUDGED = 5;
    private static final int FORGOTTEN = 6;
    private static final int AUDITED = 7;
    private static final int ATTEMPTED = 9;
    private static final int QUARANTINED = 10;

    /** An event with its trace before it. */
    private static final int TRACED = 8;

    private static final int SAME = 0;
    private static final int DIFFERENT = 1;
    private static final int WITHDRAWN = 2;

    private static final int CAPACITY = 128;

    private LogEntryCodec() {}

    public static byte[] encode(LogEntry entry) {
        ByteWriter writer = new ByteWriter(
                        CAPACITY + (entry instanceof LogEntry.Received received ? jsonLength(received) : 0))
                .octet(VERSION);
        switch (entry) {
            case LogEntry.Received received -> {
                Optional<TraceContext> trace = received.event().trace();
                trace.ifPresentOrElse(
                        context -> writer.octet(TRACED).text(context.traceId()).text(context.spanId()),
                        () -> writer.octet(RECEIVED));
                write(writer, received.event());
            }
            case LogEntry.Tick tick -> writer.octet(TICK).instant(tick.at());
            case LogEntry.Defined defined ->
                writer.octet(DEFINED)
                        .instant(defined.at())
                        .text(defined.kind())
                        .text(defined.name())
                        .text(defined.text());
            case LogEntry.Published published -> {
                writer.octet(PUBLISHED).instant(published.at()).text(published.runId());
                writer.unsigned(published.profiles().size());
                published.profiles().forEach(profile -> write(writer, profile));
            }
            case LogEntry.Quarantined quarantined -> {
                writer.octet(QUARANTINED).instant(quarantined.at()).text(quarantined.runId());
                writeIdentifiers(writer, quarantined.quarantined());
                writeIdentifiers(writer, quarantined.released());
            }
            case LogEntry.Judged judged ->
                writer.octet(JUDGED)
                        .instant(judged.at())
                        .profileId(judged.left())
                        .profileId(judged.right())
                        .octet(octet(judged.verdict()))
                        .text(judged.decidedBy());
            case LogEntry.Forgotten forgotten -> {
                writer.octet(FORGOTTEN).instant(forgotten.at());
                writeIds(writer, forgotten.profiles());
                writer.unsigned(forgotten.tombstones().size());
                forgotten.tombstones().forEach(writer::text);
            }
            case LogEntry.Audited audited -> {
                writer.octet(AUDITED).instant(audited.at());
                writer.unsigned(audited.records().size());
                audited.records().forEach(record -> write(writer, record));
            }
            case LogEntry.Attempted attempted -> {
                writer.octet(ATTEMPTED)
                        .instant(attempted.at())
                        .text(attempted.message().value())
                        .unsigned(attempted.attempt());
                AttemptStageForm.write(writer, attempted.stage());
                writer.text(attempted.reason());
            }
        }
        return writer.toBytes();
    }

    public static LogEntry decode(byte[] bytes) {
        return ByteReader.whole("log entry", bytes, LogEntryCodec::read);
    }

    private static LogEntry read(ByteReader reader) {
        reader.version(VERSION);
        int kind = reader.octet();
        return switch (kind) {
            case RECEIVED -> new LogEntry.Received(event(reader));
            case TRACED -> {
                TraceContext trace = new TraceContext(reader.text(), reader.text());
                yield new LogEntry.Received(event(reader).tracedBy(trace));
            }
            case TICK -> new LogEntry.Tick(reader.instant());
            case DEFINED -> new LogEntry.Defined(reader.instant(), reader.text(), reader.text(), reader.text());
            case PUBLISHED ->
                new LogEntry.Published(reader.instant(), reader.text(), parts(reader, LogEntryCodec::profile));
            case QUARANTINED ->
                new LogEntry.Quarantined(reader.instant(), reader.text(), identifiers(reader), identifiers(reader));
            case JUDGED ->
                new LogEntry.Judged(
                        reader.instant(), reader.profileId(), reader.profileId(), verdict(reader), reader.text());
            case FORGOTTEN ->
                new LogEntry.Forgotten(
                        reader.instant(), parts(reader, ByteReader::profileId), parts(reader, ByteReader::text));
            case AUDITED -> new LogEntry.Audited(reader.instant(), parts(reader, LogEntryCodec::audited));
            case ATTEMPTED ->
                new LogEntry.Attempted(
                        reader.instant(),
                        new MessageId(reader.text()),
                        reader.number(),
                        AttemptStageForm.read(reader),
                        reader.text());
            default -> throw reader.broken("no log entry is of kind " + kind);
        };
    }

    private static void write(ByteWriter writer, RawEvent event) {
        writer.word(event.key().source().value()).text(event.key().messageId()).instant(event.receivedAt());
        EventOrigins.write(writer, event.origin());
        writer.flag(event.refusesSale()).text(event.json());
    }

    private static RawEvent event(ByteReader reader) {
        EventKey key = new EventKey(reader.sourceName(), reader.text());
        return new RawEvent(key, reader.instant(), EventOrigins.read(reader), reader.flag(), reader.text());
    }

    private static void write(ByteWriter writer, LogEntry.GoldProfile profile) {
        writer.profileId(profile.id());
        writeIds(writer, profile.absorbed());
        writeIdentifiers(writer, profile.identifiers());
        Maps.write(writer, profile.traits(), TraitValues::write);
    }

    private static LogEntry.GoldProfile profile(ByteReader reader) {
        return new LogEntry.GoldProfile(
                reader.profileId(),
                parts(reader, ByteReader::profileId),
                identifiers(reader),
                Maps.read(reader, TraitValues::read));
    }

    private static void write(ByteWriter writer, AuditRecord record) {
        writer.instant(record.at())
                .word(record.actor())
                .word(record.scope())
                .word(record.action())
                .flag(record.profile().isPresent());
        record.profile().ifPresent(writer::profileId);
        writer.text(record.subject())
                .word(record.policy())
                .word(record.outcome())
                .unsigned(record.count());
    }

    private static AuditRecord audited(ByteReader reader) {
        return new AuditRecord(
                reader.instant(),
                reader.word(),
                reader.word(),
                reader.word(),
                reader.flag() ? Optional.of(reader.profileId()) : Optional.empty(),
                reader.text(),
                reader.word(),
                reader.word(),
                reader.unsigned());
    }

    private static void writeIds(ByteWriter writer, List<ProfileId> ids) {
        writer.unsigned(ids.size());
        ids.forEach(writer::profileId);
    }

    private static void writeIdentifiers(ByteWriter writer, List<Identifier> identifiers) {
        writer.unsigned(identifiers.size());
        identifiers.forEach(one -> writer.word(one.type().name()).text(one.value()));
    }

    private static List<Identifier> identifiers(ByteReader reader) {
        return parts(reader, one -> new Identifier(one.identifierType(), one.text()));
    }

    private static <T> List<T> parts(ByteReader reader, Function<ByteReader, T> part) {
        int count = reader.count();
        List<T> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parts.add(part.apply(reader));
        }
        return parts;
    }

    private static int octet(LogEntry.Verdict verdict) {
        return switch (verdict) {
            case SAME -> SAME;
            case DIFFERENT -> DIFFERENT;
            case WITHDRAWN -> WITHDRAWN;
        };
    }

    private static LogEntry.Verdict verdict(ByteReader reader) {
        int octet = reader.octet();
        return switch (octet) {
            case SAME -> LogEntry.Verdict.SAME;
            case DIFFERENT -> LogEntry.Verdict.DIFFERENT;
            case WITHDRAWN -> LogEntry.Verdict.WITHDRAWN;
            default -> throw reader.broken("no verdict is " + octet);
        };
    }

    private static int jsonLength(LogEntry.Received received) {
        return received.event().json().length();
    }
}
