package io.tarn.loop.audience;

import static io.tarn.loop.audience.TestingAudiences.audience;
import static io.tarn.loop.audience.TestingAudiences.bound;
import static io.tarn.loop.audience.TestingAudiences.members;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tarn.audience.bind.BoundExpression;
import io.tarn.audience.bind.LakeExpression;
import io.tarn.audience.eval.Explainer;
import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.TableName;
import io.tarn.model.identity.ProfileId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Half a million invoice lines of a real shop, with its returns, missing customers and doubled lines, as events: what
 * audiences count and list equals SQL written by hand over the same file.
 *
 * <p>Of the customers some are known live only, some from a gold run only, some from both.
 */
final class RetailAudiencesTest {
    private static final Instant NOW = Instant.parse("2011-12-09T12:50:00Z");
    private static final String AT = "TIMESTAMPTZ '2011-12-09 12:50:00Z'";

    /** Bought 2,085 lines, and returned some. */
    private static final String SOMEBODY = "p0000000000012748";

    private static final Declared DECLARED = TestingAudiences.declared(
            audience("big", "sum of quantity of 'Line Bought' > 1000"), audience("returners", "did 'Line Returned'"));

    @TempDir
    private Path folder;

    private final Map<String, String> asked = new LinkedHashMap<>();

    private void ask(String where, String customers) {
        asked.put(where, customers);
    }

    private void askAll() {
        ask("country = 'Germany'", "SELECT c FROM k WHERE country = 'Germany'");
        ask(
                "country in ('France', 'Germany', 'Spain') and spent >= 1000",
                "SELECT c FROM k WHERE country IN ('France', 'Germany', 'Spain') AND spent >= 1000");
        ask("country starts with 'E' or not country exists", "SELECT c FROM k WHERE country LIKE 'E%'");
        ask(
                "count of 'Line Bought' in last 30 days >= 10",
                "SELECT c FROM b WHERE t > " + AT + " - INTERVAL 30 DAY GROUP BY c HAVING count(*) >= 10");
        ask(
                "sum of quantity of 'Line Bought' where price > 5 in last 90 days > 50",
                "SELECT c FROM b WHERE u > 5 AND t > " + AT + " - INTERVAL 90 DAY GROUP BY c HAVING sum(q) > 50");
        ask("average of price of 'Line Bought' < 1.5", "SELECT c FROM b GROUP BY c HAVING sum(u) < 1.5 * count(*)");
        ask(
                "distinct of stock of 'Line Bought' >= 100",
                "SELECT c FROM b GROUP BY c HAVING count(DISTINCT stock) >= 100");
        ask(
                "count of 'Line Bought' where (text contains 'HEART' and quantity >= 12) >= 5",
                "SELECT c FROM b WHERE text LIKE '%HEART%' AND q >= 12 GROUP BY c HAVING count(*) >= 5");
        ask(
                "did 'Line Bought' where quantity >= 100 then 'Line Returned' within 14 days in last 365 days",
                "SELECT DISTINCT b.c FROM b JOIN r ON r.c = b.c AND r.t > b.t AND r.t <= b.t + INTERVAL 14 DAY"
                        + " WHERE b.q >= 100 AND b.t > " + AT + " - INTERVAL 365 DAY");
        ask(
                "did 'Line Bought' where price > 50 then not 'Line Returned' within 10 days in last 365 days",
                "SELECT DISTINCT c FROM b WHERE u > 50 AND t > " + AT + " - INTERVAL 365 DAY AND t <= " + AT
                        + " - INTERVAL 10 DAY AND NOT EXISTS (SELECT 1 FROM r WHERE r.c = b.c AND r.t > b.t"
                        + " AND r.t <= b.t + INTERVAL 10 DAY)");
        ask(
                "last 'Line Bought' more than 180 days ago",
                "SELECT c FROM b GROUP BY c HAVING max(t) <= " + AT + " - INTERVAL 180 DAY");
        ask(
                "first 'Line Bought' within 60 days",
                "SELECT c FROM b GROUP BY c HAVING min(t) > " + AT + " - INTERVAL 60 DAY");
        ask("last of stock of 'Line Bought' = '22423'", last("22423"));
        ask("most_frequent of stock of 'Line Bought' = '85123A'", mostFrequent("85123A"));
        ask(
                "not did 'Line Returned' and (country = 'Germany' or country = 'France')",
                "SELECT c FROM k WHERE country IN ('Germany', 'France') AND c NOT IN (SELECT c FROM r)");
        ask(
                "in audience 'big' and not in audience 'returners'",
                "SELECT c FROM b WHERE c NOT IN (SELECT c FROM r) GROUP BY c HAVING sum(q) > 1000");
        ask("min of price of 'Line Returned' >= 10", "SELECT c FROM r GROUP BY c HAVING min(u) >= 10");
        ask("consents to marketing and reachable by email", "SELECT c FROM k WHERE c % 12 = 0");
        ask("reachable by email", "SELECT c FROM k WHERE (c % 2 = 0 AND c % 4 = 0) OR (c % 2 = 1 AND c % 5 = 0)");
        ask("everyone", "SELECT c FROM k");
    }

    private static String last(String stock) {
        return "SELECT c FROM (SELECT c, arg_max(stock, t::VARCHAR || mid) AS s FROM b GROUP BY c) WHERE s = '" + stock
                + "'";
    }

    private static String mostFrequent(String stock) {
        return "SELECT c FROM (SELECT c, stock, row_number() OVER (PARTITION BY c ORDER BY count(*) DESC, stock) AS n"
                + " FROM b GROUP BY c, stock) WHERE n = 1 AND stock = '" + stock + "'";
    }

    @Test
    void countsAndMembersEqualSqlWrittenByHand() {
        Path file = data().resolve("behavior/online_retail.parquet");
        assumeTrue(Files.exists(file), "../shared/data/behavior/online_retail.parquet is not here");
        askAll();
        try (Lake lake = DeltaLake.open(folder, DeltaLakeConfig.defaults());
                LakeSession byHand = lake.open(new ReadPoint.Latest())) {
            prepare(byHand, file);
            fill(lake, file);
            try (AudienceLake audiences = AudienceLake.now(lake, NOW)) {
                AudienceCatalog catalog = audiences.catalog(DECLARED, new SeenWords());
                assertThat(asked).hasSizeGreaterThanOrEqualTo(20);
                assertSoftly(softly -> asked.forEach((where, sql) -> {
                    LakeExpression audience = bound(catalog, where);
                    List<String> expected = byHand.query(
                            Statement.of("SELECT id(c) FROM (" + sql + ") x ORDER BY 1"),
                            row -> String.valueOf(row.text(0)));
                    softly.assertThat(expected).as(where).isNotEmpty();
                    softly.assertThat(audiences.count(audience)).as(where).isEqualTo(expected.size());
                    softly.assertThat(members(audiences, audience, 10_000))
                            .as(where)
                            .isEqualTo(expected);
                    softly.assertThat(explained(audiences, audience, SOMEBODY))
                            .as(where)
                            .isEqualTo(expected.contains(SOMEBODY));
                }));
            }
        }
    }

    private static boolean explained(AudienceLake audiences, LakeExpression audience, String id) {
        LakeProfile profile = audiences.profile(new ProfileId(id), audience).orElseThrow();
        BoundExpression whole = new BoundExpression(audience.root(), List.of(), audience.dependencies());
        return Explainer.explain(whole, profile, NOW).membership().member();
    }

    private static Path data() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve("../shared/data"))) {
            here = here.getParent();
        }
        return here == null ? Path.of("absent") : here.resolve("../shared/data");
    }

    /** The lines, those bought, those returned, and the customers. */
    private static void prepare(LakeSession session, Path file) {
        for (String sql : List.of(
                "CREATE TEMP MACRO id(c) AS 'p' || lpad(CAST(c AS VARCHAR), 16, '0')",
                "CREATE TEMP TABLE l AS SELECT CAST(CustomerID AS BIGINT) AS c, 'm' || lpad(CAST(row_number() OVER ()"
                        + " AS VARCHAR), 7, '0') AS mid, StockCode AS stock, Description AS text, Quantity AS q,"
                        + " CAST(UnitPrice AS DECIMAL(18,3)) AS u, InvoiceDate AT TIME ZONE 'UTC' AS t, Country AS"
                        + " country FROM read_parquet('" + file + "')",
                "CREATE TEMP VIEW b AS SELECT * FROM l WHERE q > 0 AND c IS NOT NULL",
                "CREATE TEMP VIEW r AS SELECT * FROM l WHERE q < 0 AND c IS NOT NULL",
                "CREATE TEMP TABLE k AS SELECT c, min(country) AS country, CAST(sum(q * u) AS DECIMAL(18,6)) AS spent"
                        + " FROM l WHERE c IS NOT NULL GROUP BY c")) {
            session.execute(Statement.of(sql));
        }
    }

    private static void fill(Lake lake, Path file) {
        lake.create(GoldTables.CUSTOMERS);
        lake.evolve(
                GoldTables.CUSTOMERS.name(),
                List.of(Column.of("spent", Scalar.DECIMAL, "What the customer has spent")));
        List.of(IdentityTables.IDENTIFIERS, EventTables.PROFILE_CHANGES, EventTables.SILVER)
                .forEach(lake::create);
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            prepare(session, file);
            // A gold run knows the odd ones and, with what is old, every tenth.
            append(
                    session,
                    GoldTables.CUSTOMERS.name(),
                    "SELECT id(c) AS profile_id, CASE WHEN c % 2 = 1 THEN country ELSE 'OLD' END AS country, spent"
                            + " FROM k WHERE c % 2 = 1 OR c % 10 = 0");
            append(
                    session,
                    IdentityTables.IDENTIFIERS.name(),
                    "SELECT 'email' AS type, c || '@x.example' AS value, id(c) AS profile_id, FALSE AS quarantined"
                            + " FROM k WHERE c % 5 = 0 OR c % 10 = 0");
            // The even ones live, and were something else before.
            String traits = "SELECT id(c) AS profile_id, %d AS log_offset, 'live' AS state, [id(c)] AS constituents,"
                    + " MAP {'country': {'value': %s, 'source': 'web', 'at': " + AT + "}, 'spent': {'value':"
                    + " trim(TRAILING '.' FROM trim(TRAILING '0' FROM CAST(spent AS VARCHAR))), 'source': 'web', 'at': "
                    + AT + "}} AS traits, MAP {'marketing': c %% 3 = 0} AS consents, CASE WHEN c %% 4 = 0 THEN"
                    + " [{'type': 'email', 'value': c || '@x.example'}] ELSE [] END AS identifiers"
                    + " FROM k WHERE c %% 2 = 0";
            append(session, EventTables.PROFILE_CHANGES.name(), traits.formatted(1, "'Elsewhere'"));
            append(session, EventTables.PROFILE_CHANGES.name(), traits.formatted(2, "country"));
            append(
                    session,
                    EventTables.SILVER.name(),
                    "SELECT row_number() OVER (ORDER BY t, mid) AS log_offset, 'shop' AS source, mid AS message_id, 'track'"
                            + " AS type, CASE WHEN q > 0 THEN 'Line Bought' ELSE 'Line Returned' END AS name, t AS"
                            + " \"timestamp\", id(c) AS profile_id, id(c) AS constituent_id, map_from_entries(list_filter(["
                            + "{'k': 'stock', 'v': stock}, {'k': 'text', 'v': text}, {'k': 'quantity', 'v': CAST(q AS"
                            + " VARCHAR)}, {'k': 'price', 'v': CAST(u AS VARCHAR)}], lambda e: e.v IS NOT NULL)) AS"
                            + " properties FROM l");
        }
        TestingAudiences.completeRun(lake, NOW);
    }

    private static void append(LakeSession session, TableName table, String rows) {
        session.append(table, Statement.of(rows), Optional.empty());
    }
}
