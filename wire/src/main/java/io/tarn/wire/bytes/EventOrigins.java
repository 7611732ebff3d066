package io.tarn.wire.bytes;

import io.tarn.model.event.RawEvent;

/** Whether an event happens now or is told from the past, as one byte. */
public final class EventOrigins {
    private static final int LIVE = 0;
    private static final int HISTORY = 1;

    private EventOrigins() {}

    public static void write(ByteWriter writer, RawEvent.Origin origin) {
        writer.octet(
                switch (origin) {
                    case LIVE -> LIVE;
                    case HISTORY -> HISTORY;
                });
    }

    public static RawEvent.Origin read(ByteReader reader) {
        int octet = reader.octet();
        return switch (octet) {
            case LIVE -> RawEvent.Origin.LIVE;
            case HISTORY -> RawEvent.Origin.HISTORY;
            default -> throw reader.broken("no event is of origin " + octet);
        };
    }
}
