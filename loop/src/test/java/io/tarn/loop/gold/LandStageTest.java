package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.table.Column;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LandStageTest {
    @TempDir
    Path folder;

    private LandingHome home;

    @BeforeEach
    void open() {
        home = new LandingHome(folder);
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void landsTextAsItStandsWithFileAndLine() {
        Path file =
                home.write("crm.csv", "id,name,city\n1,Ann,\n2,\"Bo, jr\",\"\"\n\n3,  Cy ,\"two\nlines\"\n4,007,x\n");

        Landed landed = home.land("crm", file);

        assertThat(landed.rows()).isEqualTo(4);
        assertThat(landed.columns().stream().map(Column::name)).containsExactly("id", "name", "city");
        assertThat(landed.warnings()).isEmpty();
        assertThat(home.query("SELECT id, name, city, _row FROM bronze.crm ORDER BY _row"))
                .isEqualTo("1|Ann|~|2\n2|Bo, jr||3\n3|  Cy |two\nlines|5\n4|007|x|7");
        assertThat(home.query("SELECT DISTINCT _file FROM bronze.crm")).isEqualTo(file.toString());
    }

    @Test
    void landsAnUnchangedFileOnceAndAChangedOneAnew() {
        Path file = home.write("crm.csv", "id,name\n1,Ann\n2,Bo\n");
        home.land("crm", file);

        Landed again = home.land("crm", file);
        home.write("crm.csv", "id,name\n1,Anna\n2,Bo\n3,Cy\n");
        Landed changed = home.land("crm", file);
        home.write("crm.csv", "id,name\n1,Ann\n2,Bo\n");
        Landed back = home.land("crm", file);

        assertThat(again.filesNew()).isZero();
        assertThat(again.filesKnown()).isEqualTo(1);
        assertThat(changed.rows()).isEqualTo(3);
        assertThat(back.rows()).isEqualTo(2);
        assertThat(home.query("SELECT id, name FROM bronze.crm ORDER BY id")).isEqualTo("1|Ann\n2|Bo");
    }

    @Test
    void landsEachFileOfAGrowingFolderOnce() {
        home.write("in/a.csv", "id,name\n1,Ann\n");
        home.write("in/deep er/b ü.csv", "ID;Name;Age\n2;Bo;7\n");
        home.write("in/_SUCCESS", "");
        home.write("in/.hidden.csv", "id\n9\n");
        Landed first = home.land("crm", home.data.resolve("in"));
        home.write("in/c.json", "[{\"id\": 3, \"name\": \"Cy\", \"tags\": [1, 2]}]");
        Landed second = home.land("crm", home.data.resolve("in"));
        Landed third = home.land("crm", home.data.resolve("in"));

        assertThat(first.filesNew()).isEqualTo(2);
        assertThat(second.filesNew()).isEqualTo(1);
        assertThat(second.filesKnown()).isEqualTo(2);
        assertThat(third.filesNew()).isZero();
        assertThat(home.query("SELECT id, name, \"Age\", tags FROM bronze.crm ORDER BY id"))
                .isEqualTo("1|Ann|~|~\n2|Bo|7|~\n3|Cy|~|[1, 2]");
    }

    @Test
    void landsFilesThatAPatternNames() {
        home.write("in/2026-01.csv", "id\n1\n2\n");
        home.write("in/2026-02.csv", "id\n3\n");
        home.write("in/notes.txt", "nothing\n");

        Landed landed = home.land("crm", home.data.resolve("in/2026-*.csv"));

        assertThat(landed.filesNew()).isEqualTo(2);
        assertThat(landed.rows()).isEqualTo(3);
    }

    @Test
    void discardsWhatABrokenLandingLeft() {
        Path file = home.write("crm.csv", "id,name\n1,Ann\n2,Bo\n");
        home.land("crm", file);
        home.lake.restore(io.tarn.lake.table.BronzeTables.FILES.name(), 0);

        Landed again = home.land("crm", file);

        assertThat(again.rows()).isEqualTo(2);
        assertThat(home.query("SELECT count(*), count(DISTINCT _ingested_at) FROM bronze.crm"))
                .isEqualTo("2|1");
    }

    @Test
    void landsJsonLinesWithNestedValuesAndLateFields() {
        Path file = home.write("shop.jsonl", """
                {"id": 1, "at": {"city": "Köln",  "zip": "1"}, "sum": 12.50}
                {"id": 2, "sum": null, "vip": true, "note": "two\\nlines"}

                [1, 2]
                {"id": 3, "sum": 1e3, "note": ""
                {"id": 4, "sum": 12345678901234567890.10}
                """);

        Landed landed = home.land("shop", file);

        assertThat(landed.rows()).isEqualTo(3);
        assertThat(landed.unreadable()).isEqualTo(2);
        assertThat(home.query("SELECT id, \"at\", sum, vip, note, _row FROM bronze.shop ORDER BY _row"))
                .isEqualTo("1|{\"city\": \"Köln\",  \"zip\": \"1\"}|12.50|~|~|1\n2|~|~|true|two\nlines|2\n"
                        + "4|~|12345678901234567890.10|~|~|6");
        assertThat(home.query("SELECT row_number, reason, detail, raw FROM bronze.unreadable ORDER BY row_number"))
                .isEqualTo("4|not_an_object|A row is an object, such as {\"id\": 1}; this is another value. Give its"
                        + " parts names.|[1, 2]\n"
                        + "5|broken_json|This is not JSON from byte 33 of the row on. Look there for a missing quote,"
                        + " comma or bracket.|{\"id\": 3, \"sum\": 1e3, \"note\": \"\"");
    }

    @Test
    void landsOneBigArrayPastABrokenValue() {
        Path file = home.write("shop.json", """
                [
                  {"id": 1,
                   "lines": [
                     {"sku": "a"}
                   ]},
                  {"id": 2, "lines": [ {"sku": "b ]},
                  {"id": 3, "lines": []},
                  {"id": 4}
                ]
                """);

        Landed landed = home.land("shop", file);

        assertThat(home.query("SELECT id, lines FROM bronze.shop ORDER BY id"))
                .isEqualTo("1|[\n     {\"sku\": \"a\"}\n   ]\n3|[]\n4|~");
        assertThat(landed.unreadable()).isEqualTo(1);
        assertThat(home.query("SELECT row_number, reason FROM bronze.unreadable"))
                .isEqualTo("2|broken_json");
    }

    @Test
    void readsLatin1Utf16AndMarks() {
        String text = "id;Straße;Ort\n1;Hauptstraße 5;Köln\n2;Ägidienweg 7;Überlingen\n";

        home.land("utf8", home.write("utf8.csv", "\uFEFF" + text));
        Landed latin = home.land("latin", home.write("latin.csv", text, StandardCharsets.ISO_8859_1));
        home.land("windows", home.write("windows.csv", text.replace("5;", "5 €;"), Charset.forName("windows-1252")));
        home.land("utf16", home.write("utf16.csv", "\uFEFF" + text, StandardCharsets.UTF_16LE));
        home.land("bare16", home.write("bare16.csv", text, StandardCharsets.UTF_16BE));

        String rows = "1|Hauptstraße 5|Köln\n2|Ägidienweg 7|Überlingen";
        assertThat(home.query("SELECT id, \"Straße\", \"Ort\" FROM bronze.utf8 ORDER BY id"))
                .isEqualTo(rows);
        assertThat(home.query("SELECT id, \"Straße\", \"Ort\" FROM bronze.latin ORDER BY id"))
                .isEqualTo(rows);
        assertThat(home.query("SELECT id, \"Straße\", \"Ort\" FROM bronze.utf16 ORDER BY id"))
                .isEqualTo(rows);
        assertThat(home.query("SELECT id, \"Straße\", \"Ort\" FROM bronze.bare16 ORDER BY id"))
                .isEqualTo(rows);
        assertThat(home.query("SELECT \"Straße\" FROM bronze.windows ORDER BY id LIMIT 1"))
                .isEqualTo("Hauptstraße 5 €");
        assertThat(latin.warnings())
                .containsExactly(home.data.resolve("latin.csv") + " is not UTF-8 and was read as windows-1252. If"
                        + " letters look wrong, name the right one with the option encoding.");
    }
}
