package io.tarn.wire.profile;

import io.tarn.model.event.EventKey;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.ConsentValue;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Merge;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.RecentEvent;
import io.tarn.wire.bytes.ByteReader;
import io.tarn.wire.bytes.ByteWriter;
import io.tarn.wire.bytes.Maps;
import io.tarn.wire.bytes.TraitValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A profile as bytes, and back. Equal profiles have equal bytes. Every form that a release wrote can be read: a new form
 * gets a new version.
 */
public final class ProfileCodec {
    private static final int VERSION = 1;
    private static final int CAPACITY = 2048;

    private static final int GOLD = 0;
    private static final int LIVE = 1;

    private ProfileCodec() {}

    public static byte[] encode(Profile profile) {
        return encode(profile, new ByteWriter(CAPACITY));
    }

    /** Encodes in the room of a writer, for whoever encodes many. */
    public static byte[] encode(Profile profile, ByteWriter writer) {
        writer.clear().octet(VERSION);
        writer.unsigned(profile.constituents().size());
        profile.constituents().forEach(one -> write(writer, one));
        writer.unsigned(profile.merges().size());
        profile.merges().forEach(merge -> write(writer, merge));
        return writer.toBytes();
    }

    public static Profile decode(byte[] bytes) {
        return ByteReader.whole("profile", bytes, ProfileCodec::read);
    }

    private static Profile read(ByteReader reader) {
        reader.version(VERSION);
        int constituentCount = reader.count();
        List<Constituent> constituents = new ArrayList<>(constituentCount);
        for (int i = 0; i < constituentCount; i++) {
            constituents.add(constituent(reader));
        }
        int mergeCount = reader.count();
        List<Merge> merges = new ArrayList<>(mergeCount);
        for (int i = 0; i < mergeCount; i++) {
            merges.add(merge(reader));
        }
        return new Profile(constituents, merges);
    }

    private static void write(ByteWriter writer, Constituent one) {
        writer.profileId(one.id()).instant(one.createdAt()).octet(octet(one.origin()));
        writer.unsigned(one.identifiers().size());
        one.identifiers()
                .forEach(identifier -> writer.word(identifier.type().name()).text(identifier.value()));
        Maps.write(writer, one.traits(), TraitValues::write);
        Maps.write(writer, one.consents(), ProfileCodec::write);
        Maps.write(writer, one.states(), AggregateForm::write);
        writer.unsigned(one.recent().size());
        one.recent().forEach(event -> write(writer, event));
        writer.signed(one.eventCount()).instant(one.lastSeen());
    }

    private static Constituent constituent(ByteReader reader) {
        ProfileId id = reader.profileId();
        Instant createdAt = reader.instant();
        Constituent.Origin origin = origin(reader);
        int identifierCount = reader.count();
        List<Identifier> identifiers = new ArrayList<>(identifierCount);
        for (int i = 0; i < identifierCount; i++) {
            identifiers.add(new Identifier(reader.identifierType(), reader.text()));
        }
        return new Constituent(
                id,
                createdAt,
                origin,
                identifiers,
                Maps.read(reader, TraitValues::read),
                Maps.read(reader, ProfileCodec::consent),
                Maps.read(reader, AggregateForm::read),
                recent(reader),
                reader.signed(),
                reader.instant());
    }

    private static void write(ByteWriter writer, ConsentValue consent) {
        writer.flag(consent.given()).word(consent.source()).instant(consent.at());
    }

    private static ConsentValue consent(ByteReader reader) {
        return new ConsentValue(reader.flag(), reader.word(), reader.instant());
    }

    private static void write(ByteWriter writer, RecentEvent event) {
        writer.word(event.key().source().value())
                .text(event.key().messageId())
                .word(event.type())
                .word(event.name())
                .instant(event.timestamp());
    }

    private static List<RecentEvent> recent(ByteReader reader) {
        int count = reader.count();
        List<RecentEvent> recent = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            EventKey key = new EventKey(reader.sourceName(), reader.text());
            recent.add(new RecentEvent(key, reader.word(), reader.word(), reader.instant()));
        }
        return recent;
    }

    private static void write(ByteWriter writer, Merge merge) {
        writer.profileId(merge.left())
                .profileId(merge.right())
                .word(merge.decidedBy())
                .text(merge.reference())
                .instant(merge.at());
    }

    private static Merge merge(ByteReader reader) {
        return new Merge(reader.profileId(), reader.profileId(), reader.word(), reader.text(), reader.instant());
    }

    private static int octet(Constituent.Origin origin) {
        return switch (origin) {
            case GOLD -> GOLD;
            case LIVE -> LIVE;
        };
    }

    private static Constituent.Origin origin(ByteReader reader) {
        int octet = reader.octet();
        return switch (octet) {
            case GOLD -> Constituent.Origin.GOLD;
            case LIVE -> Constituent.Origin.LIVE;
            default -> throw reader.broken("no constituent is of origin " + octet);
        };
    }
}
