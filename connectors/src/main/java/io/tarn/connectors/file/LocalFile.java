package io.tarn.connectors.file;

import io.tarn.collect.source.Arrival;
import io.tarn.collect.source.Staged;
import io.tarn.connectors.ConnectorErrors;
import io.tarn.connectors.csv.CsvReader;
import io.tarn.connectors.csv.CsvShape;
import io.tarn.connectors.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A file on local disk as it was when it was looked at; what it holds is found by its content, then by its name. */
record LocalFile(Path path, String fingerprint, long bytes, Instant modifiedAt, FileOptions options)
        implements Arrival.FileArrival {
    @Override
    public String file() {
        return path.toString();
    }

    @Override
    public Staged stage(Path scratch, Engine engine) {
        FileContent content = FileContent.of(path, options.encoding());
        Staged staged = stage(content, scratch, engine);
        requireUnchanged();
        return staged;
    }

    private Staged stage(FileContent content, Path scratch, Engine engine) {
        if (is("parquet", content.starts("PAR1"))) {
            return parquet(content, scratch, engine);
        }
        Forms.foreign(content).ifPresent(what -> {
            throw ConnectorErrors.notATable(path, what);
        });
        JsonReader json = new JsonReader(options.rowBytesMax());
        if (is("json", json.recognizes(content.sample(), named("json", "jsonl", "ndjson")))) {
            return decoded(
                    content, (text, name) -> json.stage(content.sample(), text, name, scratch, engine.dialect()));
        }
        return csv(content, scratch, engine);
    }

    /** Text whose first megabyte is ASCII may turn out not to be UTF-8 further on; then it is read once more. */
    private Staged csv(FileContent content, Path scratch, Engine engine) {
        CsvReader reader = new CsvReader(options.csv());
        CsvShape shape = reader.sniff(content.sample(), content.sample().length, content.whole());
        if (shape.names().isEmpty()) {
            throw content.whole()
                    ? ConnectorErrors.empty(path)
                    : ConnectorErrors.notATable(path, "a first line that does not end");
        }
        List<byte[]> foreign = new ArrayList<>();
        Staged staged = decoded(content, (text, name) -> {
            CsvReader.Outcome outcome = reader.stage(shape, text, name, scratch, engine.dialect());
            outcome.foreign().ifPresent(foreign::add);
            return outcome.staged();
        });
        if (foreign.isEmpty() || options.encoding().isPresent() || !content.utf8()) {
            return staged;
        }
        return csv(content.as(Encoding.guess(foreign.getFirst())), scratch, engine);
    }

    private Staged parquet(FileContent content, Path scratch, Engine engine) {
        if (!content.packed()) {
            return ParquetReader.stage(path, scratch, engine);
        }
        Path unpacked = scratch.resolve("unpacked.parquet");
        try (InputStream in = content.text()) {
            Files.copy(in, unpacked);
        } catch (IOException e) {
            throw ConnectorErrors.brokenParquet(path, e);
        }
        return ParquetReader.stage(unpacked, scratch, engine);
    }

    private Staged decoded(FileContent content, Reading reading) {
        String encoding = content.encoding().charset().name();
        Staged staged;
        try (InputStream text = content.text()) {
            staged = reading.of(text, encoding);
        } catch (IOException e) {
            throw ConnectorErrors.notReadable(path, e);
        }
        List<String> warnings = new ArrayList<>(staged.warnings());
        if (!content.utf8()
                && content.encoding().markLength() == 0
                && options.encoding().isEmpty()) {
            warnings.add(path + " is not UTF-8 and was read as " + encoding
                    + ". If letters look wrong, name the right one with the option encoding.");
        }
        String packed = content.packed() ? ", gzip" : "";
        return new Staged(
                staged.format() + packed,
                staged.columns(),
                staged.rows(),
                staged.rowCount(),
                staged.unreadable(),
                staged.unreadableCount(),
                staged.stagedBytes(),
                warnings);
    }

    private boolean is(String format, boolean looksLikeIt) {
        return options.format().map(format::equals).orElse(looksLikeIt);
    }

    private boolean named(String... endings) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        String bare = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return List.of(endings).stream().anyMatch(ending -> bare.endsWith("." + ending));
    }

    private void requireUnchanged() {
        try {
            FileTime modified = Files.getLastModifiedTime(path);
            if (Files.size(path) != bytes || !modified.toInstant().equals(modifiedAt)) {
                throw ConnectorErrors.changing(path);
            }
        } catch (IOException e) {
            throw ConnectorErrors.notReadable(path, e);
        }
    }

    /** Reads a decoded text. */
    @FunctionalInterface
    private interface Reading {
        Staged of(InputStream utf8, String encoding);
    }
}
