package io.tarn.loop.erase;

import io.tarn.lake.Lake;
import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.policy.SourceDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a forgetting goes through.
 *
 * @param live absent in a home that never had an event
 * @param sources the declared table sources
 * @param home where receipts are kept, and while a forgetting is under way whom it is about
 * @param reports the folder of reports
 */
public record ForgetRooms(
        Lake lake,
        Optional<LiveRoad> live,
        Tombstones tombstones,
        List<SourceDefinition> sources,
        Path home,
        Path reports) {
    public ForgetRooms {
        sources = List.copyOf(sources);
    }
}
