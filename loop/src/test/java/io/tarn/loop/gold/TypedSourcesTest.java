package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SourceDefinition;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that know the types of their columns. */
final class TypedSourcesTest {
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
    void keepsTheTypesOfParquet() {
        Path file = home.data.resolve("sales [1].parquet");
        copy(
                "SELECT 7::SMALLINT AS small, 8::BIGINT AS big, 1.5::DECIMAL(8,2) AS price, DATE '2026-01-02' AS day,"
                        + " TIMESTAMP '2026-01-02 03:04:05' AS at, {'city': 'Ulm', 'nr': [1, 2]} AS address,"
                        + " MAP {'a': 1} AS counts, TIME '10:11:12' AS hour",
                file);

        Landed landed = home.land("sales", file);

        assertThat(landed.columns().stream().map(Column::type).limit(5))
                .containsExactly(Scalar.INTEGER, Scalar.LONG, Scalar.DECIMAL, Scalar.DATE, Scalar.TIMESTAMP);
        assertThat(home.query(
                        "SELECT small, big, price, day, address.nr[2], counts['a'], hour, _row FROM bronze.sales"))
                .isEqualTo("7|8|1.500000|2026-01-02|2|1|10:11:12|1");
        assertThat(landed.warnings())
                .containsExactly("Column 'hour' of " + file + " has the type TIME, which the lake lacks: it lands as"
                        + " text.");
    }

    @Test
    void widensATypeThatChangesBetweenFiles() {
        copy("SELECT 1 AS id, 10 AS code, 5 AS n", home.data.resolve("in-1.parquet"));
        copy("SELECT 2 AS id, 'x-7' AS code, 3000000000 AS n", home.data.resolve("in-2.parquet"));

        Landed landed = home.land("shop", home.data);

        assertThat(home.query("SELECT id, code, n FROM bronze.shop ORDER BY id"))
                .isEqualTo("1|10|5\n2|x-7|3000000000");
        assertThat(landed.warnings())
                .containsExactly(
                        "Column 'code' changes its type in " + home.data.resolve("in-2.parquet")
                                + " from integer to text: it lands as text.",
                        "Column 'n' changes its type in " + home.data.resolve("in-2.parquet")
                                + " from integer to long: it lands as long.");
    }

    @Test
    void losesNothingWhenATypeChangesAfterLanding() {
        copy("SELECT 1 AS id, 10 AS code", home.data.resolve("in-1.parquet"));
        home.land("shop", home.data);
        copy("SELECT 2 AS id, 'x-7' AS code", home.data.resolve("in-2.parquet"));

        Landed landed = home.land("shop", home.data);
        home.land("shop", home.data);

        assertThat(home.query("SELECT id, code, code_text FROM bronze.shop ORDER BY id"))
                .isEqualTo("1|10|~\n2|~|x-7");
        assertThat(landed.warnings())
                .containsExactly("Column 'code' changes its type in " + home.data.resolve("in-2.parquet")
                        + " from integer to text: the table keeps the type it has, and this file's values land as text"
                        + " in 'code_text'.");
    }

    @Test
    void usesADeltaTableWhereItLies() {
        home.land("crm", home.write("crm.csv", "id,name\n1,Ann\n2,Bo\n"));
        Path table = folder.resolve("home/lake/bronze/crm");

        Landed landed = home.land("other", table);

        assertThat(landed.inPlace()).contains(table);
        assertThat(landed.table()).isEmpty();
        assertThat(landed.rows()).isEqualTo(2);
        assertThat(landed.columns().stream().map(Column::name)).containsExactly("id", "name");
        try (LakeSession session = home.lake.open(new ReadPoint.Latest())) {
            String relation = home.stage.relation(session, landed);
            assertThat(session.query(
                            Statement.of("SELECT id || name || _row FROM " + relation + " ORDER BY 1"),
                            row -> String.valueOf(row.text(0))))
                    .containsExactly("1Ann2", "2Bo3");
        }
        assertThat(home.lake.find(io.tarn.lake.table.TableName.of("bronze.other")))
                .isEmpty();
    }

    @Test
    void saysThatAFolderIsNoDeltaTable() {
        SourceDefinition source = new SourceDefinition(
                new SourceName("crm"),
                home.data.toString(),
                "delta",
                java.util.Map.of(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                SourceDefinition.PRIORITY_DEFAULT,
                java.util.Optional.empty(),
                java.util.List.of(),
                java.util.List.of());

        assertThatThrownBy(() -> home.land(source))
                .hasMessage("Source 'crm' cannot be read: " + home.data + " is no Delta table, for it has no folder"
                        + " _delta_log. Name the table's own folder, or leave the format away.");
    }

    @Test
    void replaysMendedRowsOnce() {
        SourceDefinition source = SourceDefinition.of(
                new SourceName("crm"),
                home.write("crm.csv", "id,name\n1,Ann\n2,Bo,x\n3\n").toString());
        home.land(source);
        Path export = folder.resolve("mend me.csv");
        home.stage.exportUnreadable(source, export);
        Path mended = home.write("mended.csv", "_file,_row,id,name\n" + source.place() + ",3,2,\"Bo,x\"\n");

        Replayed first = home.stage.replay(source, mended);
        Replayed second = home.stage.replay(source, mended);
        home.land(source);

        assertThat(export).content().startsWith("_file,_row,_reason,_detail,_raw,id,name\n");
        assertThat(first).isEqualTo(new Replayed(1, 1, 1));
        assertThat(second).isEqualTo(new Replayed(0, 0, 1));
        assertThat(home.query("SELECT id, name, _file FROM bronze.crm ORDER BY id"))
                .isEqualTo("1|Ann|" + source.place() + "\n2|Bo,x|" + mended);
        assertThat(home.query("SELECT row_number, raw FROM bronze.unreadable")).isEqualTo("4|3");
    }

    @Test
    void refusesMendedRowsOfAnotherTable() {
        SourceDefinition source = SourceDefinition.of(
                new SourceName("crm"), home.write("crm.csv", "id,name\n1,Ann\n").toString());
        home.land(source);
        Path mended = home.write("mended.csv", "id,nane\n2,Bo\n");

        assertThatThrownBy(() -> home.stage.replay(source, mended))
                .hasMessage(
                        mended + " holds no mended rows: it has the columns nane, which the source lacks; columns are"
                                + " id, name, and _file and _row say which rows are mended. Did you mean 'name'?");
    }

    private void copy(String select, Path file) {
        try (LakeSession session = home.lake.open(new ReadPoint.Latest())) {
            session.execute(Statement.of(
                    "COPY (" + select + ") TO " + session.dialect().literal(file.toString()) + " (FORMAT parquet)"));
        }
    }
}
