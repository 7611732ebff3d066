package io.tarn.loop.gold;

import io.tarn.connectors.source.DeclaredSources;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.dialect.Statement;
import io.tarn.loop.Progress;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SourceDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A home with a lake and a stage over it, whose clock steps a second a look. */
final class LandingHome implements AutoCloseable {
    private static final long DISTANT_PAST = 1_600_000_000L;

    final Path data;
    final DeltaLake lake;
    final LandStage stage;
    private Instant now = Instant.parse("2026-11-21T08:00:00Z");

    LandingHome(Path folder) {
        this(folder, Map.of());
    }

    LandingHome(Path folder, Map<String, String> environment) {
        data = folder.resolve("data");
        lake = DeltaLake.open(folder.resolve("home"), DeltaLakeConfig.defaults());
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stage = new LandStage(
                lake,
                new DeclaredSources(environment),
                folder.resolve("home/scratch"),
                () -> now = now.plusSeconds(1),
                Progress.SILENT);
    }

    Path write(String file, String text) {
        return write(file, text, StandardCharsets.UTF_8);
    }

    Path write(String file, String text, Charset charset) {
        return write(file, text.getBytes(charset));
    }

    Path write(String file, byte[] bytes) {
        Path path = data.resolve(file);
        try {
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
            Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochSecond(DISTANT_PAST + bytes.length)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return path;
    }

    Landed land(String name, Path place) {
        return land(SourceDefinition.of(new SourceName(name), place.toString()));
    }

    Landed land(SourceDefinition source) {
        return stage.land(source);
    }

    /** The answer's rows, a line each, values apart by a bar; NULL is ~. */
    String query(String sql) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            int columns = session.columns(Statement.of(sql)).size();
            return session
                    .query(
                            Statement.of(sql),
                            row -> IntStream.range(0, columns)
                                    .mapToObj(i -> row.isNull(i) ? "~" : String.valueOf(row.text(i)))
                                    .collect(Collectors.joining("|")))
                    .stream()
                    .collect(Collectors.joining("\n"));
        }
    }

    @Override
    public void close() {
        lake.close();
    }
}
