package io.tarn.wire.row;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.AuditRecord;
import io.tarn.model.log.LogEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was done as rows of {@code ops.audit}, in the order of its columns: its contract names them. */
public final class AuditRowCodec {
    private AuditRowCodec() {}

    /** The rows of a log entry. */
    public static List<@Nullable Object[]> rows(long offset, LogEntry.Audited audited) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (AuditRecord record : audited.records()) {
            rows.add(new @Nullable Object[] {
                "l" + offset + "-" + rows.size(),
                offset,
                record.at(),
                record.actor(),
                record.scope(),
                record.action(),
                record.profile().map(ProfileId::value).orElse(null),
                record.subject(),
                record.policy(),
                record.outcome(),
                record.count()
            });
        }
        return rows;
    }
}
