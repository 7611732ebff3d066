package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SourceDefinition;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of a real PostgreSQL as a source. */
final class JdbcSourceTest {
    private static EmbeddedPostgres postgres;

    @TempDir
    Path folder;

    private LandingHome home;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void open() throws SQLException {
        home = new LandingHome(folder, Map.of("SHOP_PASSWORD", "postgres"));
        sql("DROP TABLE IF EXISTS customers");
        sql("CREATE TABLE customers (id int, name text, spent numeric(10,2), big numeric, born date, vip boolean,"
                + " tags text[], extra jsonb, updated_at timestamptz)");
        sql("INSERT INTO customers VALUES (1, 'Ann', 12.50, 1e30, '1980-02-29', true, '{a,b}', '{\"x\": 1}',"
                + " '2026-01-01 10:00:00.123456+01'), (2, 'Bo', NULL, NULL, NULL, NULL, NULL, NULL,"
                + " '2026-01-02 00:00:00+00')");
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void landsATableAndThenWhatIsNewByWatermark() throws SQLException {
        Landed first = home.land(shop(Map.of("table", "public.customers", "watermark", "updated_at")));
        Landed second = home.land(shop(Map.of("table", "public.customers", "watermark", "updated_at")));
        sql("INSERT INTO customers (id, name, updated_at) VALUES (3, 'Cy', '2026-01-02 00:00:00+00'),"
                + " (4, 'Di', '2026-01-03 00:00:00+00'), (0, 'Late', '2025-01-01 00:00:00+00')");
        Landed third = home.land(shop(Map.of("table", "public.customers", "watermark", "updated_at")));

        assertThat(first.rows()).isEqualTo(2);
        assertThat(second.rows()).isZero();
        assertThat(second.filesNew()).isZero();
        assertThat(third.rows()).isEqualTo(2);
        assertThat(home.query("SELECT id, name, spent, big, born, vip, tags, extra, _row FROM bronze.shop ORDER BY id"))
                .isEqualTo("1|Ann|12.500000|1000000000000000000000000000000|1980-02-29|true|{a,b}|{\"x\": 1}|1\n"
                        + "2|Bo|~|~|~|~|~|~|2\n3|Cy|~|~|~|~|~|~|3\n4|Di|~|~|~|~|~|~|4");
        assertThat(home.query("SELECT epoch_us(updated_at) FROM bronze.shop WHERE id = 1"))
                .isEqualTo("1767258000123456");
        assertThat(home.query("SELECT DISTINCT _file FROM bronze.shop"))
                .isEqualTo("jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres#public.customers");
    }

    @Test
    void landsOnlyRowsThatAreNotThereWithoutAWatermark() throws SQLException {
        home.land(shop(Map.of("table", "customers")));
        sql("INSERT INTO customers SELECT * FROM customers WHERE id = 2");
        sql("UPDATE customers SET name = 'Anna' WHERE id = 1");

        Landed second = home.land(shop(Map.of("table", "customers")));

        assertThat(second.rows()).isEqualTo(2);
        assertThat(home.query("SELECT id, name FROM bronze.shop ORDER BY id, name"))
                .isEqualTo("1|Ann\n1|Anna\n2|Bo\n2|Bo");
    }

    @Test
    void namesAWatermarkThatIsNoColumn() {
        assertThatThrownBy(() -> home.land(shop(Map.of("table", "customers", "watermark", "updatedat"))))
                .hasMessage("Watermark 'updatedat' is not a column of jdbc:postgresql://localhost:" + postgres.getPort()
                        + "/postgres#customers: columns are id, name, spent, big, born, vip, tags, extra, updated_at."
                        + " Did you mean 'updated_at'?");
    }

    @Test
    void takesNoPasswordButByReference() {
        SourceDefinition source = SourceDefinition.of(
                        new SourceName("shop"), "jdbc:postgresql://localhost/shop?password=hunter2")
                .withOptions(Map.of("password", "hunter2"));

        assertThatThrownBy(() -> home.land(source))
                .hasMessage("Source 'shop' cannot be opened: The address holds a password: take it out and name a"
                        + " reference with the option password, such as password=env:SHOP_PASSWORD. Name the table with"
                        + " the option table, such as table=public.customers. The password is a reference such as"
                        + " env:SHOP_PASSWORD, never the password itself.");
    }

    private SourceDefinition shop(Map<String, String> options) {
        Map<String, String> all = new java.util.HashMap<>(options);
        all.put("user", "postgres");
        all.put("password", "env:SHOP_PASSWORD");
        return SourceDefinition.of(
                        new SourceName("shop"), "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres")
                .withOptions(all);
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement executed = connection.createStatement()) {
            executed.execute(statement);
        }
    }
}
