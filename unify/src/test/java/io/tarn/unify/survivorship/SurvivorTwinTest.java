package io.tarn.unify.survivorship;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.LakeSession;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.delta.DuckDbSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.SilverTables;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.SurvivorshipRule;
import io.tarn.model.policy.SurvivorshipRules;
import io.tarn.model.policy.TraitDeclaration;
import io.tarn.model.policy.TraitType;
import io.tarn.unify.survivorship.Candidate.ConsentState;
import io.tarn.unify.survivorship.Survivor.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Java and SQL give the same survivors, losers and rules for any records, rules and order of rows. */
class SurvivorTwinTest {
    private static final List<String> SOURCES = List.of("crm", "shop", "web");
    private static final List<@Nullable String> EMAILS =
            Arrays.asList(null, "a@x.org", "b@x.org", "not an address", "\uFF5E@x.org", "\uD83D\uDE00@x.org");
    private static final List<@Nullable String> NAMES =
            Arrays.asList(null, "Jo", "Joan", "Jöan", "\uD83D\uDE00", "\uFF5E");
    private static final List<@Nullable String> CITIES = Arrays.asList(null, "Ulm", "Bonn");
    private static final List<@Nullable String> STREETS = Arrays.asList(null, "A\u001fB", "Ring");
    private static final List<@Nullable String> DATES = Arrays.asList(null, "1970", "1970-01-01", "1970-02-30");
    private static final List<@Nullable String> CONSENTS = Arrays.asList(null, "yes", "no", "perhaps");
    private static final List<SurvivorshipRule> RULES = List.of(
            new SurvivorshipRule.SourcePriority(List.of(new SourceName("shop"), new SourceName("crm"))),
            new SurvivorshipRule.Recency(),
            new SurvivorshipRule.Frequency(),
            new SurvivorshipRule.Validity(),
            new SurvivorshipRule.Completeness(),
            new SurvivorshipRule.Consent());

    private static LakeSession session = DuckDbSession.inMemory(DeltaLakeConfig.defaults());

    private record TestRecord(
            String source,
            String recordId,
            int person,
            @Nullable Instant observedAt,
            @Nullable String name,
            @Nullable String email,
            @Nullable String birthDate,
            @Nullable String street,
            @Nullable String city,
            @Nullable String consent) {}

    @BeforeContainer
    static void open() {
        session = DuckDbSession.inMemory(DeltaLakeConfig.defaults().withThreads(2));
    }

    @AfterContainer
    static void close() {
        session.close();
    }

    @Property(tries = 40)
    void javaAndSqlAgree(@ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        Random random = new Random(seed);
        List<TestRecord> records = records(random);
        SurvivorshipRules rules = rules(random);

        weigh(records, rules);

        for (String trait : List.of("first_name", "email", "birth_date", "address")) {
            assertThat(fromSql(trait)).as(trait).isEqualTo(fromJava(records, rules, trait));
        }
    }

    private static List<TestRecord> records(Random random) {
        List<TestRecord> records = new ArrayList<>();
        int count = random.nextInt(60);
        for (int i = 0; i < count; i++) {
            records.add(new TestRecord(
                    pick(random, SOURCES),
                    "r" + i,
                    random.nextInt(12),
                    random.nextInt(3) == 0 ? null : Instant.ofEpochSecond(random.nextInt(3) - 1),
                    pick(random, NAMES),
                    pick(random, EMAILS),
                    pick(random, DATES),
                    pick(random, STREETS),
                    pick(random, CITIES),
                    pick(random, CONSENTS)));
        }
        return records;
    }

    private static SurvivorshipRules rules(Random random) {
        TreeMap<String, List<SurvivorshipRule>> byTrait = new TreeMap<>();
        for (String trait : List.of("first_name", "email", "address")) {
            List<SurvivorshipRule> shuffled = new ArrayList<>(RULES);
            Collections.shuffle(shuffled, random);
            byTrait.put(trait, shuffled.subList(0, random.nextInt(RULES.size() + 1)));
        }
        return new SurvivorshipRules(byTrait, SurvivorshipRules.defaults().otherwise());
    }

    private static <T extends @Nullable Object> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Runs the SQL; rows go in by chance, as the seed's order has nothing to do with the keys'. */
    private static void weigh(List<TestRecord> records, SurvivorshipRules rules) {
        session.load(
                "raw",
                List.of(
                        Column.of("source", Scalar.STRING, ""),
                        Column.of("record_id", Scalar.STRING, ""),
                        Column.of("person", Scalar.INTEGER, ""),
                        Column.of("observed_at", Scalar.TIMESTAMP, ""),
                        Column.of("first_name", Scalar.STRING, ""),
                        Column.of("email", Scalar.STRING, ""),
                        Column.of("birth_date", Scalar.STRING, ""),
                        Column.of("street", Scalar.STRING, ""),
                        Column.of("city", Scalar.STRING, ""),
                        Column.of("consent", Scalar.STRING, "")),
                sink -> records.forEach(record -> sink.row(
                        record.source(),
                        record.recordId(),
                        record.person(),
                        record.observedAt(),
                        record.name(),
                        record.email(),
                        record.birthDate(),
                        record.street(),
                        record.city(),
                        record.consent())));
        Set<String> given =
                Set.of("source", "record_id", "observed_at", "first_name", "email", "birth_date", "street", "city");
        String columns = SilverTables.RECORDS.columns().stream()
                .map(column -> switch (column.name()) {
                    case "attributes" ->
                        "CASE WHEN consent IS NOT NULL THEN map(['opt_in'], [consent]) END AS attributes";
                    case String name when given.contains(name) -> name;
                    case String name -> "CAST(NULL AS " + session.dialect().typeName(column.type()) + ") AS " + name;
                })
                .collect(Collectors.joining(", "));
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE records AS SELECT " + columns
                + ", CAST(row_number() OVER (ORDER BY source, record_id) - 1 AS INTEGER) AS record_no FROM raw"));
        session.execute(
                Statement.of(
                        "CREATE OR REPLACE TEMP TABLE clusters AS SELECT record_no, CAST(min(record_no)"
                                + " OVER (PARTITION BY person) AS INTEGER) AS cluster_no FROM records JOIN raw USING (source, record_id)"));
        GoldColumns columnsOfGold = new GoldColumns(
                Map.of("opt_in", new TraitDeclaration("opt_in", TraitType.BOOLEAN, SemanticTag.CONSENT)),
                List.of("opt_in"),
                List.of());
        TraitPresence presence =
                new TraitPresence(Set.of("first_name", "email", "birth_date", "street", "city"), Set.of("opt_in"));
        new Survivorship(session.dialect(), rules, columnsOfGold, presence)
                .preparations()
                .forEach(session::execute);
    }

    /** For each profile that had to choose: value, rank, rule, count and record of each value. */
    private static List<String> fromSql(String trait) {
        return session.query(
                Statement.of(
                        "SELECT w.person, v.rank, v.value, v.rule, v.records, r.source, r.record_id FROM gold_values v"
                                + " JOIN records r ON r.record_no = v.record_no JOIN raw w ON w.source = r.source AND"
                                + " w.record_id = r.record_id WHERE v.trait = ? ORDER BY 1, 2",
                        trait),
                row -> row.number(0) + " " + row.number(1) + " " + row.text(2) + " " + row.text(3) + " " + row.number(4)
                        + " " + row.text(5) + " " + row.text(6));
    }

    private static List<String> fromJava(List<TestRecord> records, SurvivorshipRules rules, String trait) {
        TreeMap<Integer, List<Candidate>> byPerson = new TreeMap<>();
        for (TestRecord record : records) {
            String value = value(record, trait);
            if (value != null) {
                byPerson.computeIfAbsent(record.person(), _ -> new ArrayList<>())
                        .add(new Candidate(
                                value, record.source(), record.recordId(), record.observedAt(), consent(record)));
            }
        }
        List<String> rows = new ArrayList<>();
        byPerson.forEach((person, candidates) -> {
            List<Standing> standings = Survivor.choose(ValueForm.of(trait), rules.of(trait), candidates);
            for (int i = 0; standings.size() > 1 && i < standings.size(); i++) {
                Standing one = standings.get(i);
                rows.add(person + " " + (i + 1) + " " + one.best().value() + " " + one.rule() + " " + one.records()
                        + " " + one.best().source() + " " + one.best().recordId());
            }
        });
        return rows;
    }

    private static @Nullable String value(TestRecord record, String trait) {
        return switch (trait) {
            case "first_name" -> record.name();
            case "email" -> record.email();
            case "birth_date" -> record.birthDate();
            default ->
                PostalAddress.join(Arrays.asList(null, null, record.street(), null, record.city(), null, null, null));
        };
    }

    private static ConsentState consent(TestRecord record) {
        return switch (record.consent()) {
            case "yes" -> ConsentState.GIVEN;
            case "no" -> ConsentState.REFUSED;
            case null, default -> ConsentState.UNKNOWN;
        };
    }
}
