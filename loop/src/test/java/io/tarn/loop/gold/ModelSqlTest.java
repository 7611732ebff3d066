package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.LakeSession;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.delta.DuckDbSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.identity.Evidence;
import io.tarn.model.identity.MatchField;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.match.MatchScorer;
import io.tarn.unify.match.ModelSql;
import io.tarn.wire.identity.MatchModelCodec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One serialized model, in Java and in SQL: the same bits for every pair, whatever the values are made of. */
final class ModelSqlTest {
    private static final IdentityRules RULES = IdentityRules.defaults();
    private static final int RECORDS = 36;
    private static final List<MatchField> FIELDS = List.of(MatchField.values());

    /** Letters that fold, compose, order or count otherwise in one of the two, beside plain ones. */
    private static final List<String> LETTERS = List.of(
            "a", "b", "e", "n", "o", "z", "A", "O", "1", "2", "7", " ", "-", ".", "'", "’", "@", "+", "ß", "ü",
            "u\u0308", "é", "e\u0301", "\u0301", "İ", "ı", "Å", "Ø", "æ", "ł", "ñ", "ﬁ", "½", "Ⅳ", "²", "١", "Ж", "я",
            "ё", "Ω", "ς", "אב", "ش", "山", "田", "한", "が", "か\u3099", "ｱ", "😀", "👩‍👧", "𝒜", "\u200b", "\u00a0", "\t",
            "\u00ad", "\ufeff");

    /** Values that real records have, so that pairs agree in every way. */
    private static final Map<MatchField, List<String>> REAL = Map.ofEntries(
            Map.entry(
                    MatchField.FIRST_NAME, List.of("Jürgen", "Ju\u0308rgen", "Juergen", "Kate", "Katherine", "Émile")),
            Map.entry(
                    MatchField.LAST_NAME,
                    List.of("Müller", "Muller", "MÜLLER", "O'Neill", "O’Neill", "Straße", "Strasse")),
            Map.entry(MatchField.FULL_NAME, List.of("Dr. Jürgen Müller", "Müller, Jürgen", "山田 太郎", "Ольга Иванова")),
            Map.entry(MatchField.BIRTH_DATE, List.of("1980-02-03", "1980-03-02", "1980-01-01", "1980", "1981-02-03")),
            Map.entry(
                    MatchField.EMAIL,
                    List.of("j.mueller+x@gmail.com", "jmueller@gmail.com", "jürgen@müller.de", "a@b.co")),
            Map.entry(MatchField.PHONE, List.of("+4930123456", "030 123456", "+4930123465", "٠٣٠١٢٣٤٥٦")),
            Map.entry(MatchField.STREET, List.of("Königstraße 12", "Konigstrasse 12", "12 Königstr.", "High Street 1")),
            Map.entry(MatchField.POSTCODE, List.of("SW1A 1AA", "sw1a1aa", "SW1A 2AA", "10115")),
            Map.entry(MatchField.CITY, List.of("København", "Kobenhavn", "Köln", "Ko\u0308ln", "Cologne")),
            Map.entry(MatchField.NATIONAL_ID, List.of("AB 12 34", "ab1234", "AB1235")),
            Map.entry(MatchField.GENDER, List.of("f", "Frau", "m", "ж")));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void scoresRandomPairsToTheSameBits(long seed) {
        Random chance = new Random(seed);
        List<Map<MatchField, String>> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            records.add(record(chance));
        }
        try (LakeSession session = session()) {
            MatchModel model = model(session);
            load(session, records);
            MatchScorer scorer = new MatchScorer(model, RULES);
            ModelSql sql = new ModelSql(model, RULES);
            sql.functions().forEach(session::register);
            int[] pairs = {0};

            session.forEach(
                    Statement.of(sql.query(
                            "SELECT * FROM odd_records",
                            "SELECT a.record_key AS left_key, b.record_key AS right_key FROM odd_records a,"
                                    + " odd_records b WHERE a.record_no <= b.record_no")),
                    row -> {
                        Map<MatchField, String> left = records.get(Integer.parseInt(String.valueOf(row.text(0))));
                        Map<MatchField, String> right = records.get(Integer.parseInt(String.valueOf(row.text(1))));
                        Evidence evidence = scorer.explain(left::get, right::get);
                        assertThat(row.text(2)).isEqualTo(evidence.decidedBy());
                        assertThat(row.text(3)).isEqualTo(evidence.band().word());
                        assertThat(Double.doubleToLongBits(row.decimal(4)))
                                .isEqualTo(Double.doubleToLongBits(evidence.weight()));
                        assertThat(row.number(5)).isEqualTo(scorer.weight(left::get, right::get));
                        assertThat(row.number(6)).isEqualTo(evidence.pattern());
                        pairs[0]++;
                        return row;
                    });

            assertThat(pairs[0]).isEqualTo(RECORDS * (RECORDS + 1) / 2);
        }
    }

    @Test
    void scoresTheLinksOfARunToTheBitsThatTheRunWroteDown() {
        try (LakeSession session = session()) {
            MatchModel model = model(session);
            ModelSql sql = new ModelSql(model, RULES);
            sql.functions().forEach(session::register);
            String scored = sql.query(
                    "SELECT record_no AS record_key, * FROM records",
                    "SELECT left_no AS left_key, right_no AS right_key FROM links");

            long links = count(session, "SELECT count(*) FROM links");
            long same = count(
                    session,
                    "SELECT count(*) FROM links k JOIN (" + scored + ") s ON s.left_key = k.left_no AND s.right_key ="
                            + " k.right_no AND s.weight = k.weight AND s.pattern = k.pattern AND s.band = k.band AND"
                            + " s.decided_by = k.decided_by");

            assertThat(links).isPositive();
            assertThat(same).isEqualTo(links);
        }
    }

    private static LakeSession session() {
        LakeSession session = DuckDbSession.inMemory(DeltaLakeConfig.defaults().withThreads(2));
        GeneratedRecords.generate(session, 1_200, 600);
        session.execute(Statement.of("DROP TABLE clusters"));
        session.execute(Statement.of("DROP TABLE links"));
        session.execute(Statement.of("UPDATE records SET last_name = 'Müller ' || last_name WHERE record_no % 7 = 0"));
        session.execute(Statement.of("UPDATE records SET email = 'info@example.com', first_name ="
                + " chr(CAST(65 + record_no // 40 % 26 AS INTEGER)) || 'ana' WHERE record_no % 40 = 0"));
        return session;
    }

    /** As it comes back from its serialized form. */
    private static MatchModel model(LakeSession session) {
        MatchModel model = new MatchStage(RULES, InstantSource.system(), step -> {})
                .match(session)
                .model();
        assertThat(model.quarantined()).isNotEmpty();
        return new MatchModelCodec().read(new MatchModelCodec().write(model));
    }

    private static void load(LakeSession session, List<Map<MatchField, String>> records) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of("record_no", Scalar.INTEGER, "The record"));
        columns.add(Column.of("record_key", Scalar.STRING, "Its key"));
        FIELDS.forEach(field -> columns.add(Column.of(field.column(), Scalar.STRING, "A value")));
        session.load("odd_records", columns, sink -> {
            for (int i = 0; i < records.size(); i++) {
                List<Object> row = new ArrayList<>();
                row.add(i);
                row.add(Integer.toString(i));
                for (MatchField field : FIELDS) {
                    row.add(records.get(i).get(field));
                }
                sink.row(row.toArray());
            }
        });
    }

    private static Map<MatchField, String> record(Random chance) {
        Map<MatchField, String> record = new EnumMap<>(MatchField.class);
        for (MatchField field : FIELDS) {
            switch (chance.nextInt(5)) {
                case 0 -> {}
                case 1 -> record.put(field, "");
                case 2 -> record.put(field, text(chance));
                default -> {
                    List<String> real = REAL.getOrDefault(field, List.of("x", "Ünit 1", "unit 1"));
                    record.put(field, slipped(real.get(chance.nextInt(real.size())), chance));
                }
            }
        }
        return record;
    }

    private static String slipped(String text, Random chance) {
        return chance.nextInt(4) == 0 ? text + LETTERS.get(chance.nextInt(LETTERS.size())) : text;
    }

    private static String text(Random chance) {
        return chance.ints(1 + chance.nextInt(12), 0, LETTERS.size())
                .mapToObj(LETTERS::get)
                .collect(Collectors.joining());
    }

    private static long count(LakeSession session, String sql) {
        return session.query(Statement.of(sql), row -> row.number(0)).getFirst();
    }
}
