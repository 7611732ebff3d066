package io.tarn.wire.row;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.AuditRecord;
import io.tarn.model.log.LogEntry;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What was done as rows of {@code ops.audit}: its contract names the columns. */
public final class AuditRowCodec {
    private static final JsonFactory JSON = new JsonFactory().setRootValueSeparator("\n");
    private static final int ROW_LENGTH_GUESS = 280;

    private AuditRowCodec() {}

    /** The rows of a log entry, one a line. */
    public static String lines(long offset, LogEntry.Audited audited) {
        StringWriter text =
                new StringWriter(ROW_LENGTH_GUESS * (audited.records().size() + 1));
        try (JsonGenerator json = JSON.createGenerator(text)) {
            int place = 0;
            for (AuditRecord record : audited.records()) {
                write(json, offset, place, record);
                place++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, long offset, int place, AuditRecord record) throws IOException {
        json.writeStartObject();
        json.writeStringField("audit_id", "l" + offset + "-" + place);
        json.writeNumberField("log_offset", offset);
        RowJson.instant(json, "done_at", record.at());
        json.writeStringField("actor", record.actor());
        json.writeStringField("scope", record.scope());
        json.writeStringField("action", record.action());
        Optional<ProfileId> profile = record.profile();
        if (profile.isPresent()) {
            json.writeStringField("profile_id", profile.get().value());
        }
        json.writeStringField("subject", record.subject());
        json.writeStringField("policy", record.policy());
        json.writeStringField("outcome", record.outcome());
        json.writeNumberField("count", record.count());
        json.writeEndObject();
    }
}
