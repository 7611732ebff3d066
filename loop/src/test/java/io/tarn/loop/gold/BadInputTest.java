package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.lake.table.Column;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SourceDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input that is wrong: each a clear message, and nothing lost. */
final class BadInputTest {
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
    void namesAMissingFile() {
        Path file = home.data.resolve("nö such.csv");

        assertThatThrownBy(() -> home.land("crm", file))
                .hasMessage("Source 'crm' cannot be read: there is no file or folder " + file + ". Check the path, or"
                        + " name a folder, a pattern such as 'data/*.csv' or a jdbc: address.");
    }

    @Test
    void namesAnEmptyFile() {
        Path file = home.write("empty.csv", "");
        Path blank = home.write("blank.csv", "\n\n");

        assertThatThrownBy(() -> home.land("crm", file))
                .hasMessage(file + " is empty: it has neither a header nor a row. Is it the right file, and was it"
                        + " written to its end?");
        assertThatThrownBy(() -> home.land("crm", blank))
                .hasMessage(blank + " is empty: it has neither a header nor a row. Is it the right file, and was it"
                        + " written to its end?");
    }

    @Test
    void namesAFileWhoseValuesHaveNoNames() {
        List<Path> files = List.of(
                home.write("array.json", "[]"),
                home.write("object.json", "{}"),
                home.write("numbers.json", "[1, 2]"),
                home.write("deep.json", "[".repeat(500) + "]".repeat(500)),
                home.write("arrays.jsonl", "[1]\n[2]\n"));

        for (Path file : files) {
            assertThatThrownBy(() -> home.land("crm", file))
                    .hasMessageStartingWith("Source 'crm' cannot begin with " + file
                            + ": no value in it has a name, so it tells of no" + " column.");
        }
    }

    @Test
    void takesAnEmptyFileAfterOthers() {
        Path crm = home.data.resolve("crm");
        home.write("crm/1.json", "[{\"id\": 1}]");
        home.land("crm", crm);
        home.write("crm/2.json", "[]");
        home.write("crm/3.json", "[{}, 7]");
        home.land("crm", crm);

        assertThat(home.query("SELECT id FROM bronze.crm ORDER BY id")).isEqualTo("1\n~");
        assertThat(home.query("SELECT reason FROM bronze.unreadable")).isEqualTo("not_an_object");
    }

    @Test
    void landsAHeaderWithoutRows() {
        Landed landed = home.land("crm", home.write("crm.csv", "id,name\n"));

        assertThat(landed.columns().stream().map(Column::name)).containsExactly("id", "name");
        assertThat(landed.warnings()).containsExactly("Source crm has a header and no row.");
        assertThat(home.query("SELECT count(*) FROM bronze.crm")).isEqualTo("0");
    }

    @Test
    void putsRaggedRowsAside() {
        Path file = home.write("crm.csv", "id,name,city\n1,Ann,Ulm\n2,Bo\n3,Cy,Bonn,x\n4,Di,Köln,\n");

        Landed landed = home.land("crm", file);

        assertThat(landed.rows()).isEqualTo(2);
        assertThat(landed.warnings())
                .containsExactly("2 rows of source crm could not be read and stand in bronze.unreadable, each with its"
                        + " reason.");
        assertThat(home.query(
                        "SELECT file, row_number, reason, detail, raw FROM bronze.unreadable ORDER BY row_number"))
                .isEqualTo(file + "|3|ragged|The row has 2 values where the table has 3 columns. Quote values that hold"
                        + " the delimiter, or add what is missing.|2,Bo\n" + file
                        + "|4|ragged|The row has 4 values where the table has 3 columns. Quote values that hold the"
                        + " delimiter, or add what is missing.|3,Cy,Bonn,x");
    }

    @Test
    void losesOnlyItsOwnLineToAnOpenQuote() {
        Path file = home.write("crm.csv", "id,name\n1,\"Ann\n2,Bo\n3,\"Cy \"\"C\"\"\"\n4,5\" pipe\n5,\"x\" y\n");

        home.land("crm", file);

        assertThat(home.query("SELECT id, name, _row FROM bronze.crm ORDER BY id"))
                .isEqualTo("2|Bo|3\n3|Cy \"C\"|4\n4|5\" pipe|5\n5|\"x\" y|6");
        assertThat(home.query("SELECT row_number, reason, raw FROM bronze.unreadable"))
                .isEqualTo("2|open_quote|1,\"Ann");
    }

    @Test
    void putsRowsAsideThatAreNotUtf8() {
        byte[] good = "id,name\n1,Jürgen\n2,Zoë\n3,".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(good, good.length + 2);
        bytes[good.length] = (byte) 0xE9;
        bytes[good.length + 1] = '\n';

        Landed landed = home.land("crm", home.write("crm.csv", bytes));

        assertThat(landed.rows()).isEqualTo(2);
        assertThat(home.query("SELECT row_number, reason, raw FROM bronze.unreadable"))
                .isEqualTo("4|encoding|3,\\xE9");
    }

    @Test
    void findsTheEncodingOfLettersThatComeLate() {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 0; i < 150_000; i++) {
            text.append(i).append(",Ann\n");
        }
        text.append("x,Jürgen\n");

        Landed landed = home.land("crm", home.write("crm.csv", text.toString(), StandardCharsets.ISO_8859_1));

        assertThat(landed.unreadable()).isZero();
        assertThat(home.query("SELECT name FROM bronze.crm WHERE id = 'x'")).isEqualTo("Jürgen");
    }

    @Test
    void numbersNamesThatStandTwice() {
        Landed landed = home.land("crm", home.write("crm.csv", "id,name,Name,_row\n1,Ann,Smith,x\n"));

        assertThat(landed.columns().stream().map(Column::name)).containsExactly("id", "name", "Name_2", "_row_2");
        assertThat(landed.warnings())
                .containsExactly(
                        "Column 'Name' stands twice, or under a name of ours: column 3 lands as 'Name_2'.",
                        "Column '_row' stands twice, or under a name of ours: column 4 lands as '_row_2'.");
    }

    @Test
    void keepsOddNamesAndTellsWhatTheyWere() {
        Path file = home.write("crm.csv", "\"select\",E-Mail (work),a.b,\"q\"\"q\",Größe;x,,name=1\n1,2,3,4,5,6,7\n");

        Landed landed = home.land("crm", file);

        assertThat(landed.columns().stream().map(Column::name))
                .containsExactly("select", "E-Mail_work", "a.b", "q\"q", "Größe_x", "column_6", "name_1");
        assertThat(landed.columns().get(1).meaning()).isEqualTo("As landed; 'E-Mail (work)' in the source");
        assertThat(home.query("SELECT \"select\", \"E-Mail_work\", \"a.b\", \"q\"\"q\", column_6 FROM bronze.crm"))
                .isEqualTo("1|2|3|4|6");
    }

    @Test
    void namesAKeyThatIsNoColumn() {
        Path file = home.write("crm.csv", "customer_id,name\n1,Ann\n");
        SourceDefinition source =
                SourceDefinition.of(new SourceName("crm"), file.toString()).withKey("custmer_id");

        assertThatThrownBy(() -> home.land(source))
                .hasMessage("The key of source 'crm' cannot be found: 'custmer_id' is not a column of " + file
                        + "; columns are customer_id, name. Did you mean 'customer_id'?");
        assertThat(home.query("SELECT count(*) FROM bronze.files")).isEqualTo("0");
    }

    @Test
    void refusesBytesThatAreNoText() {
        byte[] bytes = new byte[4096];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 % 251);
        }
        Path file = home.write("crm.csv", bytes);
        Path zip = home.write("book.xlsx", "PK\u0003\u0004rest".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> home.land("crm", file))
                .hasMessage(file + " is no table that can be read: it holds bytes that are no text. CSV, JSON, JSON"
                        + " lines and Parquet can be read, each also as .gz, and Delta tables.");
        assertThatThrownBy(() -> home.land("crm", zip))
                .hasMessageStartingWith(zip + " is no table that can be read: it holds a ZIP archive or an Excel");
    }

    @Test
    void notesAFileOfAFolderThatIsNoTable() {
        home.write("in/a.csv", "id\n1\n");
        Path image = home.write("in/logo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 0, 2});

        Landed landed = home.land("crm", home.data.resolve("in"));
        Landed again = home.land("crm", home.data.resolve("in"));

        assertThat(landed.rows()).isEqualTo(1);
        assertThat(again.filesNew()).isZero();
        assertThat(home.query("SELECT file, row_number, reason FROM bronze.unreadable"))
                .isEqualTo(image + "|~|not_a_table");
    }

    @Test
    void landsATruncatedGzipUpToItsBreak() throws IOException {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(i).append(",n").append(i * 7919L % 10_007).append('\n');
        }
        byte[] packed = gzip(text.toString());

        Landed whole = home.land("whole", home.write("whole.csv.gz", packed));
        Landed broken = home.land("broken", home.write("broken.csv.gz", Arrays.copyOf(packed, packed.length / 2)));

        assertThat(whole.rows()).isEqualTo(20_000);
        assertThat(broken.rows()).isBetween(5_000L, 19_000L);
        assertThat(home.query("SELECT reason, count(*), max(row_number) FROM bronze.unreadable GROUP BY reason"))
                .isEqualTo("truncated|1|" + (broken.rows() + 2));
    }

    @Test
    void findsDelimitersAmongDecimalCommas() {
        home.land("semicolon", home.write("a.csv", "name;price;sum\nA;1,5;2,5\nB;2,5;3,5\n"));
        home.land("bar", home.write("b.csv", "name|price\nA, x|1,5\nB, y|2,5\n"));
        home.land("tab", home.write("c.txt", "name\tprice\nA, x\t1,5\nB, y\t2,5\n"));
        home.land("blanks", home.write("d.txt", " id   day      n\r\n 001  19970101  1\r\n 002  19970112 12\r\n"));

        assertThat(home.query("SELECT name, price, sum FROM bronze.semicolon ORDER BY 1"))
                .isEqualTo("A|1,5|2,5\nB|2,5|3,5");
        assertThat(home.query("SELECT name, price FROM bronze.bar ORDER BY 1")).isEqualTo("A, x|1,5\nB, y|2,5");
        assertThat(home.query("SELECT name, price FROM bronze.tab ORDER BY 1")).isEqualTo("A, x|1,5\nB, y|2,5");
        assertThat(home.query("SELECT id, day, n FROM bronze.blanks ORDER BY 1"))
                .isEqualTo("001|19970101|1\n002|19970112|12");
    }

    @Test
    void namesColumnsOfAFileWithoutHeader() {
        Landed landed =
                home.land("crm", home.write("crm.csv", "1,ann@example.org,1980-01-01\n2,bo@example.org,1981-02-02\n"));

        assertThat(landed.columns().stream().map(Column::name)).containsExactly("column_1", "column_2", "column_3");
        assertThat(landed.rows()).isEqualTo(2);
        assertThat(landed.warnings())
                .containsExactly(
                        "No header was found: the columns are named column_1 to column_3. If the first row is a"
                                + " header, say so with the option header=true.");
    }

    @Test
    void landsTenThousandColumns() {
        String header = IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String row = IntStream.range(0, 10_000).mapToObj(i -> "v" + i).collect(Collectors.joining(","));

        Landed landed = home.land("wide", home.write("wide.csv", header + "\n" + row + "\n" + row + "\n"));

        assertThat(landed.columns()).hasSize(10_000);
        assertThat(home.query("SELECT c0, c9999 FROM bronze.wide LIMIT 1")).isEqualTo("v0|v9999");
    }

    @Test
    void putsALineOfAHundredMegabytesAside() throws IOException {
        Path file = home.data.resolve("long.csv");
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'x');
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("id,name\n1,Ann\n2,\"".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100; i++) {
                out.write(block);
            }
            out.write("\"\n3,Cy\n".getBytes(StandardCharsets.UTF_8));
        }

        home.land("crm", file);

        assertThat(home.query("SELECT id FROM bronze.crm ORDER BY id")).isEqualTo("1\n3");
        assertThat(home.query("SELECT row_number, reason, detail, length(raw) FROM bronze.unreadable"))
                .isEqualTo("3|too_long|The row has 104857604 bytes, more than 16777216. Shorten it, or raise the option"
                        + " max-row-bytes; the beginning is kept here.|1048576");
    }

    @Test
    void tellsAllFaultsOfOptionsAtOnce() {
        SourceDefinition source = SourceDefinition.of(new SourceName("crm"), "/nowhere")
                .withOptions(Map.of("delimter", ";", "encoding", "latin-x", "header", "yes"));

        assertThatThrownBy(() -> home.land(source))
                .hasMessage("Source 'crm' cannot be opened: Option 'delimter' is not known here: options are delimiter,"
                        + " encoding, escape, header, max-row-bytes, quote. Did you mean 'delimiter'? Option 'header' is"
                        + " true or false, not 'yes'. Encoding 'latin-x' is not known: use a name such as UTF-8,"
                        + " windows-1252, UTF-16LE.");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
