package io.tarn.wire.log;

import io.tarn.model.log.LogEntry.AttemptStage;
import io.tarn.model.message.DeliveryResult.Permanence;
import io.tarn.wire.bytes.ByteReader;
import io.tarn.wire.bytes.ByteWriter;

/** Attempts' stages as bytes. */
final class AttemptStageForm {
    private static final int BEGUN = 0;
    private static final int DELIVERED = 1;
    private static final int ADDRESS_FAILED = 2;
    private static final int MESSAGE_FAILED = 3;
    private static final int DEFERRED = 4;
    private static final int UNCERTAIN = 5;

    private AttemptStageForm() {}

    static void write(ByteWriter writer, AttemptStage stage) {
        switch (stage) {
            case AttemptStage.Begun _ -> writer.octet(BEGUN);
            case AttemptStage.Delivered _ -> writer.octet(DELIVERED);
            case AttemptStage.Failed(var permanence) ->
                writer.octet(
                        switch (permanence) {
                            case ADDRESS -> ADDRESS_FAILED;
                            case MESSAGE -> MESSAGE_FAILED;
                        });
            case AttemptStage.Deferred(var until) -> writer.octet(DEFERRED).instant(until);
            case AttemptStage.Uncertain _ -> writer.octet(UNCERTAIN);
        }
    }

    static AttemptStage read(ByteReader reader) {
        int octet = reader.octet();
        return switch (octet) {
            case BEGUN -> new AttemptStage.Begun();
            case DELIVERED -> new AttemptStage.Delivered();
            case ADDRESS_FAILED -> new AttemptStage.Failed(Permanence.ADDRESS);
            case MESSAGE_FAILED -> new AttemptStage.Failed(Permanence.MESSAGE);
            case DEFERRED -> new AttemptStage.Deferred(reader.instant());
            case UNCERTAIN -> new AttemptStage.Uncertain();
            default -> throw reader.broken("no stage of an attempt is " + octet);
        };
    }
}
