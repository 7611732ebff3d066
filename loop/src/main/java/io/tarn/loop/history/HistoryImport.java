package io.tarn.loop.history;

import io.tarn.collect.source.SourceOpener;
import io.tarn.lake.Lake;
import io.tarn.loop.LoopErrors;
import io.tarn.loop.Progress;
import io.tarn.loop.history.HistoryTaken.RefusedLine;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.WebhookMapping;
import io.tarn.wire.event.HistoryLine;
import io.tarn.wire.event.ValueCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads files of events told from the past and hands them over in their order. One bad line stops nothing. An import that
 * was cut off is done again from the start: what was taken is not taken twice.
 *
 * <p>Confined to one thread.
 */
public final class HistoryImport {
    private final Rooms rooms;
    private final SourceName source;
    private final Optional<WebhookMapping> mapping;
    private final RefusedLines refusals;

    private final List<byte[]> waiting = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();
    private String file = "";
    private long waitingBytes;
    private long lines;
    private long accepted;
    private long known;
    private long forgotten;
    private long refused;

    /**
     * What an import works with.
     *
     * @param scratch a folder of its own for tables on their way
     */
    public record Rooms(HistoryDoor door, Lake lake, SourceOpener sources, Path scratch, Progress progress) {}

    /** @param mapping what lines and rows mean that are no events of the tracking protocol */
    public HistoryImport(Rooms rooms, SourceName source, Optional<WebhookMapping> mapping, RefusedLines refusals) {
        this.rooms = rooms;
        this.source = source;
        this.mapping = mapping;
        this.refusals = refusals;
    }

    /** Imports a file, or all files of a folder. */
    public HistoryImported run(Path place) {
        List<Path> files = HistoryFiles.of(place);
        Optional<Path> unmapped = files.stream()
                .filter(one -> mapping.isEmpty() && HistoryFiles.isTable(one))
                .findFirst();
        if (unmapped.isPresent()) {
            throw LoopErrors.historyUnmapped(unmapped.get());
        }
        rooms.progress().stage("Importing events");
        long total = bytes(files);
        long before = 0;
        for (Path one : files) {
            file = one.toString();
            if (HistoryFiles.isTable(one)) {
                readTable(one);
            } else {
                readLines(one, before, total);
            }
            send();
            before += bytes(List.of(one));
            rooms.progress().advance(before, total);
        }
        rooms.progress().advance(lines, lines);
        return new HistoryImported(files.size(), lines, accepted, known, forgotten, refused);
    }

    private void readLines(Path path, long before, long total) {
        long number = 0;
        try (LineReader reader = new LineReader(path)) {
            for (Optional<byte[]> line = reader.next(); line.isPresent(); line = reader.next()) {
                number++;
                add(number, line.get());
                rooms.progress().advance(before + reader.bytes(), total);
            }
        } catch (IOException failure) {
            // Broken off, such as a packed file that was cut: what was read counts, and the rest is named.
            refuse(
                    number + 1,
                    "file_broken",
                    "The file cannot be read further: " + failure.getClass().getSimpleName()
                            + ". Fetch it again and import it again.");
        }
    }

    private void readTable(Path path) {
        new HistoryTable(rooms.lake(), rooms.sources(), rooms.scratch()).read(source, path, new HistoryTable.Reader() {
            @Override
            public void row(long number, byte[] json) {
                add(number, json);
            }

            @Override
            public void unreadable(long number, String reason, String detail) {
                lines++;
                refuse(number, reason, detail);
            }
        });
    }

    private void add(long number, byte[] line) {
        if (isBlank(line)) {
            return;
        }
        lines++;
        if (line.length > LineReader.LINE_BYTES_MAX) {
            refuse(number, "line_too_long", "The line is longer than " + LineReader.LINE_BYTES_MAX + " bytes.");
            return;
        }
        byte[] event = line;
        if (mapping.isPresent()) {
            switch (HistoryLine.of(line, mapping.get())) {
                case HistoryLine.Unreadable(var violation) -> {
                    refuse(number, violation.reason(), violation.detail());
                    return;
                }
                case HistoryLine.Read(String messageId, String json) -> event = identified(json, messageId);
            }
        }
        if (waiting.size() >= HistoryDoor.LINES_MAX || waitingBytes + event.length >= HistoryDoor.BYTES_MAX) {
            send();
        }
        waiting.add(event);
        numbers.add(number);
        waitingBytes += event.length + 1;
    }

    /** A mapped event carries its id, as one of the protocol does; the mapping makes an object that is never empty. */
    private static byte[] identified(String json, String messageId) {
        String id = ValueCodec.format(new io.tarn.model.event.Value.Text(messageId));
        return ("{\"messageId\":" + id + "," + json.substring(1)).getBytes(StandardCharsets.UTF_8);
    }

    private void send() {
        if (waiting.isEmpty()) {
            return;
        }
        HistoryTaken taken = rooms.door().take(source, waiting);
        accepted += taken.accepted();
        known += taken.known();
        forgotten += taken.forgotten();
        for (RefusedLine one : taken.refused()) {
            refuse(numbers.get(one.place()), one.reason(), one.detail());
        }
        waiting.clear();
        numbers.clear();
        waitingBytes = 0;
    }

    private void refuse(long number, String reason, String detail) {
        refused++;
        refusals.refused(file, number, reason, detail);
    }

    private static boolean isBlank(byte[] line) {
        for (byte one : line) {
            if (one != ' ' && one != '\t' && one != '\r') {
                return false;
            }
        }
        return true;
    }

    private static long bytes(List<Path> files) {
        long bytes = 0;
        for (Path one : files) {
            try {
                bytes += Files.size(one);
            } catch (IOException failure) {
                throw LoopErrors.historyUnreadable(one, failure);
            }
        }
        return bytes;
    }
}
