package io.tarn.server;

import io.tarn.connectors.source.DeclaredSources;
import io.tarn.loop.Progress;
import io.tarn.loop.history.HistoryDoor;
import io.tarn.loop.history.HistoryImport;
import io.tarn.loop.history.HistoryImported;
import io.tarn.loop.history.HistoryIntake;
import io.tarn.loop.history.RefusedLines;
import io.tarn.loop.live.UnforgottenAdmission;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.WebhookMapping;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An import of events as a command orders it.
 *
 * @param place a file or a folder
 * @param mapping what lines and rows mean that are no events of the tracking protocol
 */
public record Importing(Path place, SourceName source, Optional<WebhookMapping> mapping) {
    /** Imports on a home on which no server runs; when it returns, tables and profiles show it. */
    public HistoryImported here(House house, RefusedLines refusals, Progress progress) {
        return house.withTombstones(tombstones -> {
            try (LiveHome live = LiveHome.open(house, tombstones, progress)) {
                progress.stage("Catching up");
                live.settle(progress);
                UnforgottenAdmission admission = new UnforgottenAdmission(new Door(house), tombstones);
                HistoryImported imported = through(
                        new HistoryIntake(live.log(), live.store(), admission, house.clock()),
                        house,
                        refusals,
                        progress);
                progress.stage("Onto profiles, to lake");
                live.settle(progress);
                return imported;
            }
        });
    }

    /** Imports through a door, such as a server's. */
    public HistoryImported through(HistoryDoor door, House house, RefusedLines refusals, Progress progress) {
        Path scratch = house.home().root().resolve("tmp").resolve("import");
        return new HistoryImport(
                        new HistoryImport.Rooms(
                                door, house.lake(), new DeclaredSources(System.getenv()), scratch, progress),
                        source,
                        mapping,
                        refusals)
                .run(place);
    }
}
