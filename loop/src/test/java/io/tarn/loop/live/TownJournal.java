package io.tarn.loop.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.tarn.model.event.Event;
import io.tarn.model.log.LogEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen from outside while a log was taken entry by entry, in the order of the log. Profiles and constituents
 * are texts here, as in the tables.
 */
record TownJournal(List<Line> lines) {
    TownJournal {
        lines = List.copyOf(lines);
    }

    /**
     * What one entry came to.
     *
     * @param event that it tells, where it was taken
     * @param constituent who keeps the event
     * @param parts of each profile that changed, by its id, all of its constituents
     */
    record Line(
            long offset,
            LogEntry entry,
            Optional<Event> event,
            Optional<String> constituent,
            Map<String, Set<String>> parts,
            List<JsonNode> decisions,
            List<JsonNode> messages) {}
}
