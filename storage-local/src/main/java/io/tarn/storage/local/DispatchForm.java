package io.tarn.storage.local;

import io.tarn.model.decision.DecisionHead;
import io.tarn.model.identity.Identifier;
import io.tarn.model.message.Message;
import io.tarn.storage.Dispatch;
import io.tarn.wire.bytes.ByteReader;
import io.tarn.wire.bytes.ByteWriter;
import io.tarn.wire.engagement.DecisionForm;
import io.tarn.wire.engagement.MessageForm;
import java.util.ArrayList;
import java.util.List;

/**
 * A message on its way as bytes, and back. Equal ones have equal bytes. Every form that a release wrote can be read: a
 * new form gets a new version.
 */
final class DispatchForm {
    private static final int VERSION = 1;
    private static final int CAPACITY = 512;

    private static final int QUEUED = 0;
    private static final int SENDING = 1;
    private static final int DELIVERED = 2;
    private static final int FAILED = 3;
    private static final int UNCERTAIN = 4;

    private DispatchForm() {}

    static byte[] encode(Dispatch dispatch) {
        Message message = dispatch.message();
        ByteWriter writer = new ByteWriter(
                        CAPACITY + message.html().length() + message.text().length())
                .octet(VERSION)
                .octet(octet(dispatch.state()))
                .instant(dispatch.at())
                .unsigned(dispatch.attempts())
                .text(dispatch.reason())
                .instant(dispatch.validUntil());
        MessageForm.write(writer, message);
        DecisionForm.write(writer, dispatch.decision());
        writer.unsigned(dispatch.leads().size());
        for (Identifier lead : dispatch.leads()) {
            writer.word(lead.type().name()).text(lead.value());
        }
        return writer.toBytes();
    }

    static Dispatch decode(byte[] bytes) {
        return ByteReader.whole("dispatch", bytes, DispatchForm::read);
    }

    private static Dispatch read(ByteReader reader) {
        reader.version(VERSION);
        Dispatch.State state = state(reader);
        var at = reader.instant();
        int attempts = reader.number();
        String reason = reader.text();
        var validUntil = reader.instant();
        Message message = MessageForm.read(reader);
        DecisionHead decision = DecisionForm.read(reader);
        int count = reader.count();
        List<Identifier> leads = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            leads.add(new Identifier(reader.identifierType(), reader.text()));
        }
        return new Dispatch(message, decision, leads, validUntil, state, attempts, at, reason);
    }

    private static int octet(Dispatch.State state) {
        return switch (state) {
            case QUEUED -> QUEUED;
            case SENDING -> SENDING;
            case DELIVERED -> DELIVERED;
            case FAILED -> FAILED;
            case UNCERTAIN -> UNCERTAIN;
        };
    }

    private static Dispatch.State state(ByteReader reader) {
        int octet = reader.octet();
        return switch (octet) {
            case QUEUED -> Dispatch.State.QUEUED;
            case SENDING -> Dispatch.State.SENDING;
            case DELIVERED -> Dispatch.State.DELIVERED;
            case FAILED -> Dispatch.State.FAILED;
            case UNCERTAIN -> Dispatch.State.UNCERTAIN;
            default -> throw reader.broken("no message is in state " + octet);
        };
    }
}
