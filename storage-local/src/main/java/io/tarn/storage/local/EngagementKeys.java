package io.tarn.storage.local;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.MessageId;
import io.tarn.storage.Dispatch;
import io.tarn.wire.bytes.ByteReader;
import io.tarn.wire.bytes.ByteWriter;
import io.tarn.wire.bytes.ProfileIdBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keys of messages and of what leads to them: bytes that sort as what they stand for does. */
final class EngagementKeys {
    private static final int QUEUED = 0;
    private static final int SENDING = 1;
    private static final int BY_PERSON = 2;

    private static final int INSTANT_BYTES = 12;
    private static final int KEY_BYTES = 64;

    private EngagementKeys() {}

    static byte[] dispatch(MessageId message) {
        return message.value().getBytes(StandardCharsets.US_ASCII);
    }

    /** The constituents and profiles with whom a message must go. */
    static Set<ProfileId> persons(Dispatch dispatch) {
        Set<ProfileId> persons = new LinkedHashSet<>();
        persons.add(dispatch.decision().occasion().subject());
        persons.add(dispatch.decision().profile());
        persons.add(dispatch.message().profile());
        return persons;
    }

    /** All that leads to a message. */
    static List<byte[]> leads(Dispatch dispatch) {
        MessageId message = dispatch.message().id();
        List<byte[]> leads = new ArrayList<>();
        switch (dispatch.state()) {
            case QUEUED -> leads.add(queuedFrom(QueuePlace.of(dispatch)));
            case SENDING -> leads.add(key(new ByteWriter(KEY_BYTES).octet(SENDING), message.value()));
            case DELIVERED, FAILED, UNCERTAIN -> {}
        }
        for (ProfileId person : persons(dispatch)) {
            leads.add(key(new ByteWriter(KEY_BYTES).octet(BY_PERSON).profileId(person), message.value()));
        }
        return leads;
    }

    /** Begins the keys of messages that wait. */
    static byte[] queued() {
        return new byte[] {QUEUED};
    }

    /** Begins the keys of messages that wait, from a place on. */
    static byte[] queuedFrom(QueuePlace place) {
        return key(new ByteWriter(KEY_BYTES).octet(QUEUED).ordered(place.at()), place.message());
    }

    static QueuePlace queued(byte[] key) {
        return ByteReader.whole("queued message", key, reader -> {
            if (reader.octet() != QUEUED) {
                throw reader.broken("a message should stand there by its instant");
            }
            Instant at = reader.orderedInstant();
            return new QueuePlace(at, new String(reader.octets(reader.left()), StandardCharsets.US_ASCII));
        });
    }

    /** Begins the keys of messages of which an attempt has begun. */
    static byte[] sending() {
        return new byte[] {SENDING};
    }

    /** Begins the keys of the messages to a person. */
    static byte[] of(ProfileId person) {
        return new ByteWriter(KEY_BYTES).octet(BY_PERSON).profileId(person).toBytes();
    }

    /** The message that a key of any kind leads to. */
    static MessageId message(byte[] key) {
        int before = switch (key[0]) {
            case QUEUED -> 1 + INSTANT_BYTES;
            case SENDING -> 1;
            default -> 1 + ProfileIdBytes.LENGTH;
        };
        return new MessageId(new String(key, before, key.length - before, StandardCharsets.US_ASCII));
    }

    private static byte[] key(ByteWriter before, String message) {
        return before.octets(message.getBytes(StandardCharsets.US_ASCII)).toBytes();
    }
}
