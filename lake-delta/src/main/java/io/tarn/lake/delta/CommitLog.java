package io.tarn.lake.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tarn.lake.TableVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commit files of one table, read as they lie: what happened when, and which files a commit brought. */
final class CommitLog {
    private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path table;
    private final NavigableSet<Long> versions;

    private CommitLog(Path table, NavigableSet<Long> versions) {
        this.table = table;
        this.versions = versions;
    }

    static CommitLog of(Path table) {
        NavigableSet<Long> versions = new TreeSet<>();
        try (Stream<Path> files = Files.list(table.resolve("_delta_log"))) {
            files.forEach(file -> {
                Matcher matcher = COMMIT.matcher(String.valueOf(file.getFileName()));
                if (matcher.matches()) {
                    versions.add(Long.parseLong(matcher.group(1)));
                }
            });
        } catch (NoSuchFileException e) {
            return new CommitLog(table, versions);
        } catch (IOException e) {
            throw DeltaErrors.storage("reading the log of a table", table, e);
        }
        return new CommitLog(table, versions);
    }

    /** Newest first. */
    List<TableVersion> history() {
        List<TableVersion> history = new ArrayList<>();
        for (long version : versions.descendingSet()) {
            history.add(commit(version));
        }
        return history;
    }

    /** The version that was current at an instant; empty when the table did not exist yet. */
    OptionalLong versionAt(Instant instant) {
        long found = -1;
        long low = 0;
        List<Long> ordered = new ArrayList<>(versions);
        long high = ordered.size() - 1L;
        while (low <= high) {
            int middle = (int) ((low + high) >>> 1);
            if (commit(ordered.get(middle)).committedAt().isAfter(instant)) {
                high = middle - 1L;
            } else {
                found = ordered.get(middle);
                low = middle + 1L;
            }
        }
        return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
    }

    /** Whether commits before the first one here were cleaned up, so that the table is older than its log. */
    boolean isCut() {
        return !versions.isEmpty() && versions.first() > 0;
    }

    Instant begin() {
        return commit(versions.first()).committedAt();
    }

    /** The data files that commits after a version brought. */
    Set<Path> filesAddedAfter(long version) {
        Set<Path> files = new HashSet<>();
        for (long later : versions.tailSet(version, false)) {
            try (BufferedReader reader = Files.newBufferedReader(file(later))) {
                String line = reader.readLine();
                while (line != null) {
                    if (line.startsWith("{\"add\"")) {
                        JsonNode add = JSON.readTree(line).path("add");
                        files.add(resolve(add.path("path").asText()));
                        deletionFile(add.path("deletionVector"), files);
                    }
                    line = reader.readLine();
                }
            } catch (IOException e) {
                throw DeltaErrors.storage("reading the log of a table", file(later), e);
            }
        }
        return files;
    }

    private void deletionFile(JsonNode vector, Set<Path> files) {
        if (vector.hasNonNull("storageType")) {
            KernelLog.deletionFile(
                            table,
                            vector.path("storageType").asText(),
                            vector.path("pathOrInlineDv").asText())
                    .ifPresent(files::add);
        }
    }

    private TableVersion commit(long version) {
        Path file = file(version);
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            while (line != null) {
                if (line.startsWith("{\"commitInfo\"")) {
                    JsonNode info = JSON.readTree(line).path("commitInfo");
                    return new TableVersion(version, committedAt(info, file), operation(info));
                }
                line = reader.readLine();
            }
            return new TableVersion(version, Files.getLastModifiedTime(file).toInstant(), "unknown");
        } catch (IOException e) {
            throw DeltaErrors.storage("reading the log of a table", file, e);
        }
    }

    private static Instant committedAt(JsonNode info, Path file) throws IOException {
        JsonNode inCommit = info.path("inCommitTimestamp");
        if (inCommit.isNumber()) {
            return Instant.ofEpochMilli(inCommit.asLong());
        }
        return Files.getLastModifiedTime(file).toInstant();
    }

    /** Our own word where we wrote it, which Kernel puts behind the engine's name; else the other writer's. */
    private static String operation(JsonNode info) {
        String engine = info.path("engineInfo").asText("");
        int ours = engine.indexOf(KernelLog.ENGINE + " ");
        if (ours >= 0) {
            return engine.substring(ours + KernelLog.ENGINE.length() + 1);
        }
        return info.path("operation").asText("unknown");
    }

    private Path resolve(@Nullable String text) {
        URI uri = URI.create(text == null ? "" : text);
        return uri.isAbsolute() ? Path.of(uri) : table.resolve(uri.getPath());
    }

    private Path file(long version) {
        return table.resolve("_delta_log").resolve("%020d.json".formatted(version));
    }
}
