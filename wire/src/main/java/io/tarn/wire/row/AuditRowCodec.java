package io.tarn.wire.row;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.AuditRecord;
import io.tarn.model.log.LogEntry;
import java.io.IOException;
import java.util.Optional;

/** What was done as rows of {@code ops.audit}: its contract names the columns. */
public final class AuditRowCodec {
    private AuditRowCodec() {}

    /** Writes the rows of a log entry. */
    public static void write(RowLines out, long offset, LogEntry.Audited audited) throws IOException {
        int place = 0;
        for (AuditRecord record : audited.records()) {
            String id = "l" + offset + "-" + place;
            out.row(json -> write(json, offset, id, record));
            place++;
        }
    }

    private static void write(JsonGenerator json, long offset, String id, AuditRecord record) throws IOException {
        json.writeStringField("audit_id", id);
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
    }
}
