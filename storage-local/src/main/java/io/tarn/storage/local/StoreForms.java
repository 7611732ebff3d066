package io.tarn.storage.local;

import io.tarn.model.event.Value;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.WindowEntry;
import io.tarn.storage.IdentifierState;
import io.tarn.storage.Outgoing;
import io.tarn.wire.bytes.ByteReader;
import io.tarn.wire.bytes.ByteWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The values of the store beside profiles, each with a version first. */
final class StoreForms {
    private static final int VERSION = 1;
    /** The second of an identifier is that of one that nobody holds. */
    private static final int OWNERLESS_VERSION = 2;
    /** The second names the events that were taken. */
    private static final int OUTGOING_VERSION = 2;

    private StoreForms() {}

    static byte[] identifier(IdentifierState state) {
        ByteWriter writer = new ByteWriter(16);
        return state.owner()
                .map(owner -> writer.octet(VERSION)
                        .profileId(owner)
                        .unsigned(state.conflicts())
                        .flag(state.quarantined()))
                .orElseGet(() -> writer.octet(OWNERLESS_VERSION).unsigned(state.conflicts()))
                .toBytes();
    }

    static IdentifierState identifier(byte[] bytes) {
        return ByteReader.whole("identifier", bytes, reader -> {
            if (reader.version(OWNERLESS_VERSION) == OWNERLESS_VERSION) {
                return IdentifierState.quarantined(Math.toIntExact(reader.unsigned()));
            }
            return new IdentifierState(
                    Optional.of(reader.profileId()), Math.toIntExact(reader.unsigned()), reader.flag());
        });
    }

    static byte[] value(Value value) {
        return new ByteWriter(32).octet(VERSION).value(value).toBytes();
    }

    /** An entry of a window from its key, of which the window's own part is skipped, and its value. */
    static WindowEntry window(int windowLength, byte[] key, byte[] value) {
        return ByteReader.whole("window entry", key, keyReader -> {
            keyReader.octets(windowLength);
            Instant at = keyReader.orderedInstant();
            return new WindowEntry(at, keyReader.text(), value(value));
        });
    }

    static byte[] text(String text) {
        return new ByteWriter(text.length() + 8).octet(VERSION).text(text).toBytes();
    }

    static String text(byte[] bytes) {
        return ByteReader.whole("definition", bytes, reader -> {
            reader.version(VERSION);
            return reader.text();
        });
    }

    static byte[] outgoing(Outgoing outgoing) {
        ByteWriter writer = new ByteWriter(65_536).octet(OUTGOING_VERSION).unsigned(outgoing.offset());
        writer.unsigned(outgoing.rows().size());
        for (Outgoing.Row row : outgoing.rows()) {
            writer.word(row.table()).unsigned(row.offset()).text(row.json());
        }
        writer.unsigned(outgoing.taken().size());
        outgoing.taken().forEach(taken -> taken(writer, taken));
        writer.unsigned(outgoing.changed().size());
        outgoing.changed().forEach(writer::profileId);
        return writer.toBytes();
    }

    static Outgoing outgoing(byte[] bytes) {
        return ByteReader.whole("batch for the lake", bytes, reader -> {
            int version = reader.version(OUTGOING_VERSION);
            long offset = reader.unsigned();
            int rowCount = reader.count();
            List<Outgoing.Row> rows = new ArrayList<>(rowCount);
            for (int i = 0; i < rowCount; i++) {
                rows.add(new Outgoing.Row(reader.word(), reader.unsigned(), reader.text()));
            }
            List<Outgoing.Taken> taken = version < OUTGOING_VERSION ? List.of() : taken(reader);
            int changedCount = reader.count();
            List<ProfileId> changed = new ArrayList<>(changedCount);
            for (int i = 0; i < changedCount; i++) {
                changed.add(reader.profileId());
            }
            return new Outgoing(offset, rows, taken, changed);
        });
    }

    private static void taken(ByteWriter writer, Outgoing.Taken taken) {
        writer.unsigned(taken.offset()).flag(taken.profile().isPresent());
        taken.profile().ifPresent(writer::profileId);
        taken.constituent().ifPresent(writer::profileId);
    }

    private static List<Outgoing.Taken> taken(ByteReader reader) {
        int count = reader.count();
        List<Outgoing.Taken> taken = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long offset = reader.unsigned();
            taken.add(
                    reader.flag()
                            ? new Outgoing.Taken(
                                    offset, Optional.of(reader.profileId()), Optional.of(reader.profileId()))
                            : new Outgoing.Taken(offset, Optional.empty(), Optional.empty()));
        }
        return taken;
    }

    private static Value value(byte[] bytes) {
        return ByteReader.whole("window entry", bytes, reader -> {
            reader.version(VERSION);
            return reader.value();
        });
    }
}
