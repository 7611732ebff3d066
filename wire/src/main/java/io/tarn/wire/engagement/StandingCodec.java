package io.tarn.wire.engagement;

import io.tarn.model.decision.Contact;
import io.tarn.model.decision.ContactHistory;
import io.tarn.model.decision.DoNotContact;
import io.tarn.model.decision.Plan;
import io.tarn.model.decision.Standing;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.AudienceName;
import io.tarn.wire.bytes.ByteReader;
import io.tarn.wire.bytes.ByteWriter;
import io.tarn.wire.bytes.Maps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A standing as bytes, and back. Equal standings have equal bytes. Every form that a release wrote can be read: a new
 * form gets a new version.
 */
public final class StandingCodec {
    private static final int VERSION = 1;
    private static final int CAPACITY = 256;

    private static final int UNSUBSCRIBED = 0;
    private static final int COMPLAINED = 1;
    private static final int BOUNCED = 2;
    private static final int REQUESTED = 3;

    private static final Names<AudienceName> AUDIENCES = new Names<>(AudienceName::new);

    private StandingCodec() {}

    public static byte[] encode(Standing standing) {
        return encode(standing, new ByteWriter(CAPACITY));
    }

    /** Encodes in the room of a writer, for whoever encodes many. */
    public static byte[] encode(Standing standing, ByteWriter writer) {
        writer.clear().octet(VERSION).unsigned(standing.audiences().size());
        for (Map.Entry<AudienceName, Instant> entry : standing.audiences().entrySet()) {
            writer.word(entry.getKey().value()).instant(entry.getValue());
        }
        writer.flag(standing.wakesAt().isPresent());
        standing.wakesAt().ifPresent(writer::instant);
        writer.unsigned(standing.plans().size());
        for (Plan plan : standing.plans()) {
            write(writer, plan);
        }
        List<Contact> contacts = standing.contacts().contacts();
        writer.unsigned(contacts.size());
        for (Contact contact : contacts) {
            writer.instant(contact.at())
                    .word(contact.channel().value())
                    .word(contact.campaign().value());
        }
        writer.unsigned(standing.doNotContact().size());
        for (DoNotContact entry : standing.doNotContact()) {
            write(writer, entry);
        }
        return writer.toBytes();
    }

    public static Standing decode(byte[] bytes) {
        return ByteReader.whole("standing", bytes, StandingCodec::read);
    }

    private static Standing read(ByteReader reader) {
        reader.version(VERSION);
        Map<AudienceName, Instant> audiences = audiences(reader);
        Optional<Instant> wakesAt = reader.flag() ? Optional.of(reader.instant()) : Optional.empty();
        int planCount = reader.count();
        List<Plan> plans = new ArrayList<>(planCount);
        for (int i = 0; i < planCount; i++) {
            plans.add(plan(reader));
        }
        ContactHistory contacts = contacts(reader);
        int entryCount = reader.count();
        List<DoNotContact> doNotContact = new ArrayList<>(entryCount);
        for (int i = 0; i < entryCount; i++) {
            doNotContact.add(doNotContact(reader));
        }
        return new Standing(audiences, wakesAt, plans, contacts, doNotContact);
    }

    private static Map<AudienceName, Instant> audiences(ByteReader reader) {
        int count = reader.count();
        if (count == 0) {
            return Map.of();
        }
        Map<AudienceName, Instant> audiences = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            if (audiences.put(AUDIENCES.of(reader.word()), reader.instant()) != null) {
                throw reader.broken("an audience stands there twice");
            }
        }
        return audiences;
    }

    private static void write(ByteWriter writer, Plan plan) {
        writer.word(plan.campaign().value()).word(plan.step().value());
        DecisionForm.write(writer, plan.occasion());
        writer.instant(plan.dueAt()).instant(plan.decideAt());
        writer.flag(plan.convertedAt().isPresent());
        plan.convertedAt().ifPresent(writer::instant);
        Maps.write(writer, plan.properties(), ByteWriter::value);
    }

    private static Plan plan(ByteReader reader) {
        return new Plan(
                DecisionForm.campaign(reader),
                DecisionForm.step(reader),
                DecisionForm.occasion(reader),
                reader.instant(),
                reader.instant(),
                reader.flag() ? Optional.of(reader.instant()) : Optional.empty(),
                Maps.read(reader, ByteReader::value));
    }

    private static ContactHistory contacts(ByteReader reader) {
        int count = reader.count();
        if (count == 0) {
            return ContactHistory.NONE;
        }
        List<Contact> contacts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            contacts.add(new Contact(reader.instant(), DecisionForm.channel(reader), DecisionForm.campaign(reader)));
        }
        return new ContactHistory(contacts);
    }

    private static void write(ByteWriter writer, DoNotContact entry) {
        writer.flag(entry.channel().isPresent());
        entry.channel().ifPresent(channel -> writer.word(channel.value()));
        writer.octet(octet(entry.cause())).instant(entry.since());
    }

    private static DoNotContact doNotContact(ByteReader reader) {
        Optional<ChannelName> channel = reader.flag() ? Optional.of(DecisionForm.channel(reader)) : Optional.empty();
        return new DoNotContact(channel, cause(reader), reader.instant());
    }

    private static int octet(DoNotContact.Cause cause) {
        return switch (cause) {
            case UNSUBSCRIBED -> UNSUBSCRIBED;
            case COMPLAINED -> COMPLAINED;
            case BOUNCED -> BOUNCED;
            case REQUESTED -> REQUESTED;
        };
    }

    private static DoNotContact.Cause cause(ByteReader reader) {
        int octet = reader.octet();
        return switch (octet) {
            case UNSUBSCRIBED -> DoNotContact.Cause.UNSUBSCRIBED;
            case COMPLAINED -> DoNotContact.Cause.COMPLAINED;
            case BOUNCED -> DoNotContact.Cause.BOUNCED;
            case REQUESTED -> DoNotContact.Cause.REQUESTED;
            default -> throw reader.broken("no entry of the do-not-contact list has cause " + octet);
        };
    }
}
