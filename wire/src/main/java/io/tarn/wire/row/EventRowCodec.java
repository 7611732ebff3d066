package io.tarn.wire.row;

import io.tarn.model.event.Event;
import io.tarn.model.event.EventHead;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Violation;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events as rows of the lake: the contracts of its tables name the columns. */
public final class EventRowCodec {
    private EventRowCodec() {}

    /** The row of {@code bronze.events}, in the order of its columns. */
    public static @Nullable Object[] bronze(long offset, RawEvent raw) {
        return new @Nullable Object[] {
            offset,
            raw.key().source().value(),
            raw.key().messageId(),
            raw.receivedAt(),
            raw.origin().name().toLowerCase(Locale.ROOT),
            raw.refusesSale(),
            raw.json()
        };
    }

    /**
     * The row of {@code silver.events}, in the order of its columns.
     *
     * @param profile the profile that the event belongs to as it is written; empty when its identifiers stand for nobody
     * @param constituent the constituent of that profile
     */
    public static @Nullable Object[] silver(
            long offset, Event event, Optional<ProfileId> profile, Optional<ProfileId> constituent) {
        EventHead head = event.head();
        return new @Nullable Object[] {
            offset,
            head.key().source().value(),
            head.key().messageId(),
            event.type(),
            event.name(),
            head.timestamp(),
            head.originalTimestamp().orElse(null),
            head.receivedAt(),
            head.origin().name().toLowerCase(Locale.ROOT),
            profile.map(ProfileId::value).orElse(null),
            constituent.map(ProfileId::value).orElse(null),
            RowParts.identifiers(head.identifiers()),
            FlatProperties.of(event.properties()),
            head.consents(),
            FlatProperties.of(head.context())
        };
    }

    /**
     * The row of {@code silver.quarantined_events}.
     *
     * @param violations of each the reason, the path and the detail
     */
    public static String quarantined(long offset, RawEvent raw, List<List<String>> violations) {
        return RowJson.object(json -> {
            json.writeNumberField("log_offset", offset);
            json.writeStringField("source", raw.key().source().value());
            json.writeStringField("message_id", raw.key().messageId());
            RowJson.instant(json, "received_at", raw.receivedAt());
            json.writeArrayFieldStart("violations");
            for (List<String> violation : violations) {
                json.writeStartObject();
                json.writeStringField("reason", violation.get(0));
                json.writeStringField("path", violation.get(1));
                json.writeStringField("detail", violation.get(2));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("origin", raw.origin().name().toLowerCase(Locale.ROOT));
            json.writeBooleanField("refuses_sale", raw.refusesSale());
            json.writeStringField("json", raw.json());
        });
    }

    /** The row of {@code silver.event_violations}. */
    public static String violation(long offset, Event event, Violation violation) {
        return RowJson.object(json -> {
            json.writeNumberField("log_offset", offset);
            json.writeStringField("source", event.head().key().source().value());
            json.writeStringField("name", event.name());
            RowJson.instant(json, "received_at", event.head().receivedAt());
            json.writeStringField("reason", violation.reason());
            json.writeStringField("path", violation.path());
            json.writeStringField("detail", violation.detail());
        });
    }

    /** The row of {@code identity.apart}. */
    public static String apart(long offset, LogEntry.Judged judged) {
        return RowJson.object(json -> {
            json.writeNumberField("log_offset", offset);
            json.writeStringField("left_constituent_id", judged.left().value());
            json.writeStringField("right_constituent_id", judged.right().value());
            json.writeStringField("decided_by", judged.decidedBy());
            RowJson.instant(json, "decided_at", judged.at());
        });
    }
}
