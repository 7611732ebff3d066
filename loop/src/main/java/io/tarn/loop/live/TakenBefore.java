package io.tarn.loop.live;

import io.tarn.collect.admit.Admitted;
import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EventTables;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.SourceName;
import io.tarn.storage.ProfileStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Admits again what a store has taken, and nothing else, whatever the tracking plan says today: what was put aside waits
 * for its replay, and what was accepted by an earlier plan counts on. Where an event came in several forms, as one that
 * was mended and replayed, the form that was accepted is the one.
 */
public final class TakenBefore implements LiveAdmission {
    private final ProfileStore taken;
    private final LiveAdmission today;
    private final LiveAdmission unplanned;
    private final Map<EventKey, String> accepted = new HashMap<>();

    /**
     * Looks up events that came in several forms.
     *
     * @param today as events are admitted now
     * @param unplanned the same without a tracking plan
     */
    public TakenBefore(ProfileStore taken, Lake lake, LiveAdmission today, LiveAdmission unplanned) {
        this.taken = taken;
        this.today = today;
        this.unplanned = unplanned;
        if (lake.find(EventTables.BRONZE.name()).isPresent()
                && lake.find(EventTables.SILVER.name()).isPresent()) {
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                session.forEach(
                        forms(),
                        row -> accepted.put(
                                new EventKey(
                                        new SourceName(Objects.requireNonNull(row.text(0))),
                                        Objects.requireNonNull(row.text(1))),
                                Objects.requireNonNull(row.text(2))));
            }
        }
    }

    private static Statement forms() {
        return Statement.of("SELECT b.source, b.message_id, b.json FROM " + EventTables.BRONZE.name() + " b JOIN "
                + EventTables.SILVER.name() + " s ON s.log_offset = b.log_offset WHERE (b.source, b.message_id) IN"
                + " (SELECT source, message_id FROM " + EventTables.BRONZE.name()
                + " GROUP BY source, message_id HAVING min(json) <> max(json))");
    }

    @Override
    public Admitted admit(RawEvent raw) {
        Admitted now = today.admit(raw);
        if (now instanceof Admitted.Forgotten) {
            return now;
        }
        String form = accepted.get(raw.key());
        if ((form != null && !form.equals(raw.json()))
                || taken.findSeen(List.of(raw.key())).isEmpty()) {
            return new Admitted.Rejected(List.of());
        }
        return now instanceof Admitted.Accepted ? now : unplanned.admit(raw);
    }
}
