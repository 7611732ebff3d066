package io.tarn.storage.local;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.EventKey;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.storage.Batch.WindowChange;
import io.tarn.storage.Timer;
import io.tarn.wire.bytes.ByteReader;
import io.tarn.wire.bytes.ByteWriter;
import io.tarn.wire.bytes.ProfileIdBytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keys of the databases: bytes that sort as what they stand for does. */
final class Keys {
    /** Long enough that two of a trillion events share a hash once in 10^14 stores. */
    private static final int SEEN_BYTES = 16;

    private static final int BY_INSTANT = 0;
    private static final int BY_CONSTITUENT = 1;
    private static final int TIMER_BYTES = 1 + 12 + ProfileIdBytes.LENGTH;

    /** Looking an algorithm up costs more than a short hash. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Keys::sha256);

    private Keys() {}

    static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** The number of a key or a value; 0 when there is none. */
    static long number(byte @Nullable [] bytes) {
        return bytes == null ? 0 : ByteReader.whole("number", bytes, ByteReader::orderedLong);
    }

    static byte[] identifier(Identifier identifier) {
        return new ByteWriter(64)
                .text(identifier.type().name())
                .text(identifier.value())
                .toBytes();
    }

    /** A hash: message ids may be ten kilobytes long, and nothing personal then stands in a key. */
    static byte[] seen(EventKey key) {
        byte[] spelled = new ByteWriter(64)
                .text(key.source().value())
                .text(key.messageId())
                .toBytes();
        return Arrays.copyOf(SHA_256.get().digest(spelled), SEEN_BYTES);
    }

    static byte[] window(WindowChange change) {
        return new ByteWriter(96)
                .profileId(change.constituent())
                .text(change.window())
                .ordered(change.entry().at())
                .text(change.entry().messageId())
                .toBytes();
    }

    /** Begins the keys of a window from an instant on. */
    static byte[] windowFrom(ProfileId constituent, String window, Instant at) {
        return new ByteWriter(64)
                .profileId(constituent)
                .text(window)
                .ordered(at)
                .toBytes();
    }

    /** Begins the keys of a window. */
    static byte[] window(ProfileId constituent, String window) {
        return new ByteWriter(64).profileId(constituent).text(window).toBytes();
    }

    static byte[] timer(Timer timer) {
        return new ByteWriter(TIMER_BYTES)
                .octet(BY_INSTANT)
                .ordered(timer.due())
                .profileId(timer.constituent())
                .toBytes();
    }

    static Timer timer(byte[] key) {
        return ByteReader.whole("timer", key, reader -> {
            if (reader.octet() != BY_INSTANT) {
                throw reader.broken("a timer should stand there by its instant");
            }
            return new Timer(reader.orderedInstant(), reader.profileId());
        });
    }

    static byte[] timersFrom(Instant due) {
        return new ByteWriter(TIMER_BYTES).octet(BY_INSTANT).ordered(due).toBytes();
    }

    static byte[] timersByInstant() {
        return new byte[] {BY_INSTANT};
    }

    static byte[] timerOf(Timer timer) {
        return new ByteWriter(TIMER_BYTES)
                .octet(BY_CONSTITUENT)
                .profileId(timer.constituent())
                .ordered(timer.due())
                .toBytes();
    }

    /** Begins the keys of the timers of a constituent. */
    static byte[] timersOf(ProfileId constituent) {
        return new ByteWriter(TIMER_BYTES)
                .octet(BY_CONSTITUENT)
                .profileId(constituent)
                .toBytes();
    }

    static Timer timerOf(byte[] key) {
        return ByteReader.whole("timer", key, reader -> {
            if (reader.octet() != BY_CONSTITUENT) {
                throw reader.broken("a timer should stand there by its constituent");
            }
            ProfileId constituent = reader.profileId();
            return new Timer(reader.orderedInstant(), constituent);
        });
    }

    static byte[] pair(ProfileId one, ProfileId other) {
        return new ByteWriter(2 * ProfileIdBytes.LENGTH)
                .profileId(one)
                .profileId(other)
                .toBytes();
    }

    static byte[] definition(String kind, String name) {
        return new ByteWriter(64).text(kind).text(name).toBytes();
    }

    static byte[] definitions(String kind) {
        return new ByteWriter(32).text(kind).toBytes();
    }

    /** The least key behind all that begin so; empty when there is none. */
    static byte[] behind(byte[] prefix) {
        byte[] end = prefix.clone();
        for (int i = end.length - 1; i >= 0; i--) {
            end[i]++;
            if (end[i] != 0) {
                return Arrays.copyOf(end, i + 1);
            }
        }
        return new byte[0];
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new TarnException(ErrorCode.INVARIANT_BROKEN, "This Java lacks SHA-256, which each must have.", e);
        }
    }
}
