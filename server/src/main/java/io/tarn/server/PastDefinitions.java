package io.tarn.server;

import io.tarn.loop.Progress;
import io.tarn.loop.live.DeclaredTexts;
import io.tarn.loop.live.DefinitionBook;
import io.tarn.loop.live.LiveRules;
import io.tarn.loop.live.Rebuild;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.server.config.LiveTexts;
import io.tarn.server.config.Project;
import io.tarn.storage.ProfileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads definitions of the past, of which the log has the texts. Confined to one thread; closing it clears its files. */
final class PastDefinitions implements AutoCloseable {
    private final House house;
    private final LiveRules today;
    private final Progress progress;
    private final Path folder;
    private int read;

    PastDefinitions(House house, LiveRules today, Progress progress) {
        this.house = house;
        this.today = today;
        this.progress = progress;
        this.folder = house.home().root().resolve("tmp").resolve("declared");
    }

    /**
     * What held for which part of the log. What came before the first definitions of which the log knows went by those,
     * as far as anybody can tell; a log that knows of none is read by those of today.
     */
    List<Rebuild.Span> spans(List<DeclaredTexts.Version> versions) {
        List<Rebuild.Span> spans = new ArrayList<>();
        for (DeclaredTexts.Version version : versions) {
            spans.add(new Rebuild.Span(
                    spans.isEmpty() ? 0 : version.begin(),
                    version.at(),
                    rules(version.texts()).orElse(today)));
        }
        return spans.isEmpty() ? List.of(new Rebuild.Span(0, Instant.EPOCH, today)) : spans;
    }

    /** What a store goes by up to now, as far as it has counted and let in by it; empty where nobody wrote that down. */
    Optional<LiveRules> heldFor(ProfileStore store) {
        Map<String, String> texts = DeclaredTexts.known(store);
        return (texts.isEmpty() ? Optional.<LiveRules>empty() : rules(texts))
                .map(held -> held.only(
                        DefinitionBook.ofCounts(held).kept(store),
                        DefinitionBook.ofAudiences(held).kept(store)));
    }

    private Optional<LiveRules> rules(Map<String, String> texts) {
        Path place = folder.resolve(String.valueOf(read++));
        LiveTexts.write(place, texts);
        try {
            return Optional.of(Rulebook.then(house, new Project(place), today));
        } catch (TarnException fault) {
            if (fault.code() != ErrorCode.INVALID_DEFINITION) {
                throw fault;
            }
            progress.note("Definitions that held before cannot be read any more; those of today take their place: "
                    + fault.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failure) {
            progress.note("The folder '" + folder + "' could not be cleared; it may be deleted.");
        }
    }
}
