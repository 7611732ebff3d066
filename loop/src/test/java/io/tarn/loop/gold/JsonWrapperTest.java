package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON as programs hand it out, with an object around the rows. */
final class JsonWrapperTest {
    @TempDir
    private Path folder;

    private LandingHome home;

    @BeforeEach
    void openTheHome() {
        home = new LandingHome(folder);
    }

    @AfterEach
    void closeTheHome() {
        home.close();
    }

    @Test
    void unwrapsAnArrayOfObjectsAndPutsAsideWhatStandsBesideIt() {
        home.land("line", home.write("line.json", "{\"customers\": [{\"id\": 1}, {\"id\": 2, \"tags\": [1]}]}\n"));
        home.land(
                "pages",
                home.write("pages.json", "{\n \"data\": [\n  {\"id\": 1},\n  {\"id\": 2}\n ],\n \"next\": null\n}\n"));
        home.land("lines", home.write("lines.json", "{\"a\": [{\"id\": 1}]}\n{\"a\": [{\"id\": 2}]}\n"));

        assertThat(home.query("SELECT id, tags FROM bronze.line ORDER BY id")).isEqualTo("1|~\n2|[1]");
        assertThat(home.query("SELECT id FROM bronze.pages ORDER BY id")).isEqualTo("1\n2");
        assertThat(home.query("SELECT a FROM bronze.lines ORDER BY a")).isEqualTo("[{\"id\": 1}]\n[{\"id\": 2}]");
        assertThat(home.query("SELECT source, format FROM bronze.files ORDER BY source"))
                .isEqualTo("line|json, rows inside of 'customers', UTF-8\nlines|json lines, UTF-8\n"
                        + "pages|json, rows inside of 'data', UTF-8");
        assertThat(home.query("SELECT source, reason, detail FROM bronze.unreadable"))
                .isEqualTo("pages|beside_rows|This stands beside the array of rows, in the object around it, and is no"
                        + " row. Give it a file of its own, or leave it away.");
    }
}
