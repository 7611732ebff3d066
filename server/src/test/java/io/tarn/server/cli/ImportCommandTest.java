package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive of events comes in with its own times, once, whatever is wrong with some of its lines. */
@SuppressWarnings("InlineFormatString")
final class ImportCommandTest {
    private static final String ARCHIVED = "{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"u-1\","
            + "\"messageId\":\"m-%d\",\"properties\":{\"total\":%d},\"originalTimestamp\":\"2024-03-0%dT10:00:00.500Z\","
            + "\"sentAt\":\"2024-03-0%dT10:00:02Z\",\"receivedAt\":\"2024-03-0%dT10:00:01Z\","
            + "\"timestamp\":\"2024-03-0%dT09:59:59.500Z\"}\n";

    @TempDir
    private Path folder;

    private Path home;
    private Path archive;

    @BeforeEach
    void writeArchive() throws IOException {
        home = folder.resolve("home");
        archive = folder.resolve("archive");
        Files.createDirectories(archive.resolve("2024-03-01"));
        Files.createDirectories(home.resolve("project/traits"));
        Files.writeString(
                home.resolve("project/traits/spent.yaml"),
                "name: spent\nevent: Order Completed\ncompute: sum\nproperty: total\n");
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 3; i++) {
            lines.append(ARCHIVED.formatted(i, 10 * i, i, i, i, i));
        }
        Files.write(archive.resolve("2024-03-01/a.json.gz"), gzip(lines.toString()));
        Files.writeString(archive.resolve("2024-03-01/b.json"), """
                {"type":"track","event":"Order Completed","userId":"u-1","properties":{"total":7},"timestamp":"2024-03-05T00:00:00Z"}

                not json
                {"type":"track","event":"Order Completed","userId":"u-1","properties":{"total":8}}
                {"type":"shrug","userId":"u-1","timestamp":"2024-03-05T00:00:00Z"}
                {"type":"identify","anonymousId":"a-9","traits":{"firstName":"Ada"},"timestamp":"2024-03-06T00:00:00Z"}
                """);
        Files.writeString(archive.resolve("_SUCCESS"), "");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private CommandLineRun run(String... arguments) {
        CommandLineRun run = CommandLineRun.at(home, arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    @Test
    void anArchiveReplaysWithItsOwnTimesAndBadLinesAreListed() {
        CommandLineRun imported = run("import", "events", archive.toString(), "--source", "web");

        assertThat(imported.out())
                .contains("b.json:3  line_unreadable: The line is not one JSON object in UTF-8.")
                .contains("b.json:4  timestamp_missing: The event does not say when it happened")
                .contains("b.json:5  type_unknown: 'type' is none of track, identify, page, screen, group and alias.")
                .endsWith("8 lines of 2 files: 5 imported, 0 known already, 3 refused.\n");
        assertThat(imported.err()).contains("every refused line, with its reason, is in ");
        assertThat(CommandLineRun.rows(
                        home,
                        "SELECT type, timestamp, original_timestamp, origin FROM silver.events ORDER BY timestamp"))
                .containsExactly(
                        "track,2024-03-01T09:59:59.500Z,2024-03-01T10:00:00.500Z,history",
                        "track,2024-03-02T09:59:59.500Z,2024-03-02T10:00:00.500Z,history",
                        "track,2024-03-03T09:59:59.500Z,2024-03-03T10:00:00.500Z,history",
                        "track,2024-03-05T00:00:00Z,2024-03-05T00:00:00Z,history",
                        "identify,2024-03-06T00:00:00Z,2024-03-06T00:00:00Z,history");
        assertThat(CommandLineRun.rows(
                        home, "SELECT computed['spent'] FROM gold.profile_changes WHERE computed['spent'] IS NOT NULL"))
                .containsExactly("67");
    }

    @Test
    void aRepeatedImportAddsNothingTwice() throws IOException {
        Path cut = folder.resolve("cut.json.gz");
        byte[] whole = Files.readAllBytes(archive.resolve("2024-03-01/a.json.gz"));
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length - 9));
        assertThat(run("import", "events", cut.toString(), "--source", "web").out())
                .contains("file_broken: The file cannot be read further");

        run("import", "events", archive.toString(), "--source", "web");
        List<String> bronze = CommandLineRun.rows(home, "SELECT count(*) FROM bronze.events");
        assertThat(run("import", "events", archive.toString(), "--source", "web", "--json")
                        .out())
                .isEqualTo("{\"files\":2,\"lines\":8,\"accepted\":0,\"known\":5,\"forgotten\":0,\"refused\":3}\n");

        assertThat(bronze).containsExactly("5");
        assertThat(CommandLineRun.rows(home, "SELECT count(*) FROM bronze.events"))
                .containsExactly("5");
        assertThat(CommandLineRun.rows(home, "SELECT count(*) FROM silver.events"))
                .containsExactly("5");
    }

    @Test
    void aTableComesInByAMapping() throws IOException {
        Path orders = folder.resolve("orders.csv");
        Files.writeString(orders, """
                order_id,customer,placed_at,total
                o-1,c-1,2023-05-01T08:00:00Z,12.5
                o-2,c-2,2023-05-02T08:00:00Z,30
                o-3,,2023-05-03T08:00:00Z,1
                """);
        Path mapping = folder.resolve("orders.yaml");
        Files.writeString(mapping, """
                source: shop
                type: track
                event: Order Completed
                message_id: /order_id
                timestamp: /placed_at
                user_id: /customer
                properties:
                  total: /total
                """);

        String out = run("import", "events", orders.toString(), "--source", "shop", "--mapping", mapping.toString())
                .out();

        assertThat(out)
                .contains("orders.csv:4  id_missing: ")
                .endsWith("3 lines of 1 file: 2 imported, 0 known already, 1 refused.\n");
        assertThat(CommandLineRun.rows(
                        home,
                        "SELECT message_id, timestamp, properties['total'] FROM silver.events ORDER BY message_id"))
                .containsExactly("o-1,2023-05-01T08:00:00Z,12.5", "o-2,2023-05-02T08:00:00Z,30");
        CommandLineRun unmapped = CommandLineRun.at(home, "import", "events", orders.toString(), "--source", "shop");
        assertThat(unmapped.exitCode()).isEqualTo(2);
        assertThat(unmapped.err()).contains("is a table: say with --mapping FILE what its columns mean");
    }
}
