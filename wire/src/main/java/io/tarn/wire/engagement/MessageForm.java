package io.tarn.wire.engagement;

import io.tarn.model.message.Message;
import io.tarn.model.message.MessageId;
import io.tarn.model.message.Purpose;
import io.tarn.wire.bytes.ByteReader;
import io.tarn.wire.bytes.ByteWriter;
import io.tarn.wire.bytes.Maps;

/** A message, as a part of other forms. */
public final class MessageForm {
    private static final Names<Purpose> PURPOSES = new Names<>(Purpose::new);

    private MessageForm() {}

    public static void write(ByteWriter writer, Message message) {
        writer.text(message.id().value())
                .profileId(message.profile())
                .word(message.channel().value())
                .text(message.address())
                .text(message.subject())
                .text(message.html())
                .text(message.text());
        Maps.write(writer, message.headers(), ByteWriter::text);
        writer.word(message.purpose().value()).instant(message.sentAt());
    }

    public static Message read(ByteReader reader) {
        return new Message(
                new MessageId(reader.text()),
                reader.profileId(),
                DecisionForm.channel(reader),
                reader.text(),
                reader.text(),
                reader.text(),
                reader.text(),
                Maps.read(reader, ByteReader::text),
                PURPOSES.of(reader.word()),
                reader.instant());
    }
}
