package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.SilverTables;
import java.util.stream.Collectors;

/** Records of persons drawn by hash, with typos, gaps and second addresses, and the clusters that truth would give. */
final class GeneratedRecords {
    private static final String VALUES = """
            CREATE OR REPLACE TEMP TABLE shaped AS
            SELECT source, 'r' || lpad(CAST((i * 7919) % 10000000 AS VARCHAR), 8, '0') AS record_id,
                TIMESTAMPTZ '2020-01-01 00:00:00+00' + to_seconds(CAST(hash(i * 31) % 150000000 AS INTEGER)) AS observed_at,
                CASE WHEN hash(i * 3) % 10 < 1 THEN 'Jon' ELSE 'First' || (hash(person) % 3000) END AS first_name,
                CASE WHEN hash(i * 41) % 3 = 0 THEN chr(CAST(65 + hash(person) % 26 AS INTEGER)) END AS middle_name,
                CASE WHEN hash(i * 5) % 12 < 1 THEN 'Typo' || (i % 1000) ELSE 'Last' || (hash(person * 3) % 150000) END
                    AS last_name,
                CASE WHEN hash(person * 43) % 2 = 0 THEN 'f' ELSE 'm' END AS gender,
                CASE WHEN hash(i * 47) % 4 > 0
                    THEN strftime(DATE '1940-01-01' + CAST(hash(person * 5) % 25000 AS INTEGER), '%Y-%m-%d')
                    WHEN hash(i * 47) % 8 = 0 THEN '1970' END AS birth_date,
                CASE WHEN hash(i * 53) % 5 > 0 THEN 'user' || person
                    || (CASE WHEN hash(i * 59) % 6 = 0 THEN '.b' ELSE '' END) || '@example.com' END AS email,
                CASE WHEN hash(i * 61) % 20 = 0 THEN ['alt' || person || '@example.org'] END AS other_emails,
                CASE WHEN hash(i * 67) % 3 > 0
                    THEN '+4420' || lpad(CAST(hash(person * (1 + hash(i * 71) % 7 // 6)) % 100000000 AS VARCHAR), 8, '0')
                    END AS phone,
                CAST(hash(person * 11 + hash(i * 73) % 5 // 4) % 200 AS VARCHAR) AS house_number,
                'Street ' || (hash(person * 13 + hash(i * 73) % 5 // 4) % 40000) AS street,
                'City' || (hash(person * 17 + hash(i * 73) % 5 // 4) % 2000) AS city,
                lpad(CAST(hash(person * 19 + hash(i * 73) % 5 // 4) % 99999 AS VARCHAR), 5, '0') AS postcode,
                'GB' AS country,
                CASE WHEN hash(i * 79) % 5 = 0 THEN 'd' || (person * 3) END AS device_id,
                CASE WHEN hash(i * 83) % 4 = 0 THEN 'L' || person END AS external_id,
                map(['score', 'tier', 'opt_in'], [CAST(hash(i * 89) % 1000 AS VARCHAR),
                    ['gold', 'silver', 'bronze'][1 + CAST(hash(person * 97) % 3 AS INTEGER)],
                    ['true', 'false'][1 + CAST(hash(i * 101) % 2 AS INTEGER)]]) AS attributes,
                person
            FROM generated
            """;

    private GeneratedRecords() {}

    /** Makes the tables records, clusters and links of a session. */
    static void generate(LakeSession session, long records, long persons) {
        session.execute(Statement.of("""
                CREATE OR REPLACE TEMP TABLE generated AS
                SELECT i, CAST(hash(i * 7 + 1) %% %d AS INTEGER) AS person,
                    ['crm', 'shop', 'loyalty', 'support', 'newsletter'][1 + CAST(hash(i * 13) %% 5 AS INTEGER)] AS source
                FROM range(%d) t(i)
                """.formatted(persons, records)));
        session.execute(Statement.of(VALUES));
        number(session, "shaped", "person");
    }

    /** Makes the tables of rows with some of the columns of silver.records and a column that says whose they are. */
    static void number(LakeSession session, String table, String person) {
        var given = session.columns(Statement.of("SELECT * FROM " + table)).stream()
                .map(column -> column.name())
                .collect(Collectors.toSet());
        String columns = SilverTables.RECORDS.columns().stream()
                .map(column -> given.contains(column.name())
                        ? column.name()
                        : "CAST(NULL AS " + session.dialect().typeName(column.type()) + ") AS " + column.name())
                .collect(Collectors.joining(", "));
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE numbered AS SELECT " + columns + ", " + person
                + " AS person, CAST(row_number() OVER (ORDER BY source, record_id) - 1 AS INTEGER) AS record_no FROM "
                + table + " ORDER BY record_no"));
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE clusters AS SELECT record_no,"
                + " CAST(min(record_no) OVER (PARTITION BY person) AS INTEGER) AS cluster_no FROM numbered"));
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE records AS SELECT * EXCLUDE (person) FROM numbered"
                + " ORDER BY record_no"));
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE links AS SELECT cluster_no AS left_no, record_no AS"
                + " right_no, 'model' AS decided_by, 10.5 + (record_no % 100) / 10.0 AS weight, CAST(0.99 AS DOUBLE) AS"
                + " probability, CAST(record_no % 2000 AS BIGINT) AS pattern, 'automatic' AS band FROM clusters"
                + " WHERE record_no <> cluster_no"));
        session.execute(Statement.of("DROP TABLE numbered"));
    }
}
