package io.tarn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.ScalarFunction;
import io.tarn.lake.dialect.ScalarFunction.IntToLongFunction;
import io.tarn.lake.dialect.ScalarFunction.TextFunction;
import io.tarn.lake.dialect.ScalarFunction.TextToDoubleFunction;
import io.tarn.lake.dialect.ScalarFunction.TextToIntFunction;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.Field;
import io.tarn.lake.table.ColumnType.ListOf;
import io.tarn.lake.table.ColumnType.MapOf;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.ColumnType.StructOf;
import io.tarn.model.error.TarnException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link LakeSession} promises of SQL, of values from and to Java, and of functions in Java. */
public abstract class LakeSqlContract {
    /** A session without tables. */
    protected abstract LakeSession session(Path home);

    @Test
    void bindsValuesOfEveryKind(@TempDir Path home) {
        Instant instant = Instant.parse("1969-12-31T23:59:59.123456Z");
        try (LakeSession session = session(home)) {
            List<Object> values = new ArrayList<>();
            session.forEach(
                    Statement.of(
                            "SELECT ?, ?::BIGINT, ?, ?, ?::DATE, ?::TIMESTAMPTZ, ?::VARCHAR",
                            "a 'b'",
                            7L,
                            true,
                            new BigDecimal("1.500000"),
                            LocalDate.of(2024, 2, 29),
                            instant,
                            null),
                    row -> {
                        values.add(row.text(0) + row.number(1) + row.flag(2) + row.exact(3) + row.value(4));
                        values.add(String.valueOf(row.instant(5)));
                        return values.add(row.isNull(6) + " " + row.text(6));
                    });

            assertThat(values).containsExactly("a 'b'7true1.5000002024-02-29", instant.toString(), "true null");
        }
    }

    @Test
    void loadsRowsOfEveryTypeAndReadsThemBack(@TempDir Path home) {
        List<Column> columns = TestingTables.EVERYTHING.columns();
        try (LakeSession session = session(home)) {
            session.load(
                    "everything", columns, sink -> TestingTables.everything().forEach(sink::row));

            assertThat(session.columns(Statement.of("SELECT * FROM everything")))
                    .extracting(Column::type)
                    .isEqualTo(columns.stream().map(Column::type).toList());
            assertThat(TestingTables.values(session, "everything")).isEqualTo(TestingTables.everythingRead());
        }
    }

    @Test
    void refusesAValueThatDoesNotFitItsColumn(@TempDir Path home) {
        List<Column> columns = List.of(Column.of("amount", Scalar.DECIMAL, ""));
        try (LakeSession session = session(home)) {
            assertThatThrownBy(() -> session.load("t", columns, sink -> sink.row(new BigDecimal("0.1234567"))))
                    .isInstanceOf(TarnException.class)
                    .hasMessage("A value cannot be loaded into column 'amount': a BigDecimal does not fit DECIMAL.");
            assertThatThrownBy(() -> session.load("t", columns, sink -> sink.row("one", "two")))
                    .isInstanceOf(TarnException.class)
                    .hasMessage("A value cannot be loaded into column 'amount': 2 values for 1 columns.");
        }
    }

    @Test
    void callsJavaFunctionsOverManyRowsWithNulls(@TempDir Path home) {
        try (LakeSession session = session(home)) {
            session.register(new TextFunction("shout", 1, a -> a[0] == null ? null : a[0] + "!"));
            session.register(new TextToIntFunction("nulls", 2, a -> (a[0] == null ? 1 : 0) + (a[1] == null ? 1 : 0)));
            session.register(new TextToDoubleFunction("half", 1, a -> a[0] == null ? -1 : a[0].length() / 2.0));
            session.register(new IntToLongFunction(
                    "pack", 2, a -> a[0] == Integer.MIN_VALUE ? -1 : ((long) a[0] << 32) + a[1]));

            String rows = "SELECT i, CASE WHEN i % 3 = 0 THEN NULL ELSE 'ü' || i END AS t FROM range(10000) r(i)";
            assertThat(session.query(
                            Statement.of("SELECT count(shout(t)), sum(nulls(t, NULL)), sum(half(t))::DECIMAL(18,1),"
                                    + " max(pack(i::INTEGER, 1)), min(pack(NULL, 1)), max(shout('a')), max(shout(t))"
                                    + " FROM (" + rows + ")"),
                            row -> row.number(0) + " " + row.number(1) + " " + row.exact(2) + " " + row.number(3) + " "
                                    + row.number(4) + " " + row.text(5) + " " + row.text(6)))
                    .containsExactly("6666 13334 12962.0 " + ((9999L << 32) + 1) + " -1 a! ü9998!");
        }
    }

    @Test
    void refusesAFunctionNameTwice(@TempDir Path home) {
        ScalarFunction function = new TextFunction("same", 1, a -> a[0]);
        try (LakeSession session = session(home)) {
            session.register(function);

            assertThatThrownBy(() -> session.register(function))
                    .isInstanceOf(TarnException.class)
                    .hasMessage("Function 'same' is registered in this session already.");
        }
    }

    @Test
    void keepsTemporaryTablesUntilItIsClosed(@TempDir Path home) {
        try (LakeSession session = session(home)) {
            session.execute(Statement.of("CREATE TEMP TABLE kept AS SELECT ?::INTEGER AS n", 5));

            assertThat(session.query(Statement.of("SELECT n FROM kept"), row -> row.number(0)))
                    .containsExactly(5L);
        }
        try (LakeSession session = session(home)) {
            assertThatThrownBy(() -> session.execute(Statement.of("SELECT n FROM kept")))
                    .isInstanceOf(TarnException.class);
        }
    }

    @Test
    void quotesWhatPeopleName(@TempDir Path home) {
        try (LakeSession session = session(home)) {
            Dialect dialect = session.dialect();
            String sql = "SELECT " + dialect.literal("it's") + " AS " + dialect.quote("a \"b\"") + ", "
                    + dialect.tryCast("'x'", Scalar.LONG) + " AS n";

            assertThat(session.columns(Statement.of(sql)))
                    .extracting(Column::name)
                    .containsExactly("a \"b\"", "n");
            assertThat(session.query(Statement.of(sql), row -> row.text(0) + row.isNull(1)))
                    .containsExactly("it'strue");
        }
    }

    @Test
    void leavesValuesOutOfItsErrors(@TempDir Path home) {
        try (LakeSession session = session(home)) {
            session.execute(Statement.of("CREATE TEMP TABLE t AS SELECT 'ann@example.org' AS email"));

            Statement wrong = Statement.of("SELECT email::INTEGER FROM t");
            assertThatThrownBy(() -> session.query(wrong, row -> row.number(0)))
                    .isInstanceOf(TarnException.class)
                    .hasMessageStartingWith("The SQL statement failed. Conversion Error")
                    .hasMessageNotContaining("ann@example.org");
            assertThatThrownBy(() -> session.forEach(wrong, row -> row.number(0)))
                    .isInstanceOf(TarnException.class)
                    .hasMessageStartingWith("The SQL statement failed. Conversion Error")
                    .hasMessageNotContaining("ann@example.org");
        }
    }

    @Test
    void knowsTheTypesOfAnAnswer(@TempDir Path home) {
        ColumnType nested = new ListOf(new StructOf(
                List.of(new Field("a b", Scalar.LONG), new Field("c", new MapOf(new ListOf(Scalar.DATE))))));
        try (LakeSession session = session(home)) {
            String type = session.dialect().typeName(nested);

            assertThat(session.columns(Statement.of("SELECT CAST(NULL AS " + type + ") AS x")))
                    .containsExactly(Column.of("x", nested, ""));
        }
    }
}
