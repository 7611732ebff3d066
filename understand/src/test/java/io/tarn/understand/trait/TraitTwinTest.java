package io.tarn.understand.trait;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.LakeSession;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.delta.DuckDbSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.event.Event;
import io.tarn.model.event.EventHead;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.ComputedTrait.Comparison;
import io.tarn.model.policy.ComputedTrait.Condition;
import io.tarn.model.policy.ComputedTrait.Function;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Merge;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.WindowEntry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random computed traits over random events: Java, event by event, and SQL, over all of them, agree. */
final class TraitTwinTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> PERSONS = List.of("ann", "bob", "cleo");

    /** An event of a person's constituent, some minutes after the start, told so many minutes late. */
    record Told(int person, int constituent, int minute, int late, String name, Map<String, Value> properties) {}

    @Property(tries = 60)
    void javaAndSqlAgree(
            @ForAll("traits") List<ComputedTrait> traits,
            @ForAll("events") List<Told> events,
            @ForAll("pause") int pauseMinutes) {
        TraitEngine engine = new TraitEngine(named(traits));
        Road road = new Road(engine);

        List<Told> inOrder =
                events.stream().sorted(Comparator.comparingInt(Told::minute)).toList();
        for (int i = 0; i < inOrder.size(); i++) {
            road.receive(inOrder.get(i), i);
        }
        Instant asOf = START.plus(Duration.ofMinutes(200L + pauseMinutes));
        road.passTime(asOf);

        assertThat(road.values()).isEqualTo(road.sqlValues(asOf));
    }

    private static List<ComputedTrait> named(List<ComputedTrait> traits) {
        List<ComputedTrait> named = new ArrayList<>();
        for (ComputedTrait one : traits) {
            named.add(new ComputedTrait(
                    "t" + named.size(), one.event(), one.filters(), one.function(), one.property(), one.window()));
        }
        return named;
    }

    @Provide
    Arbitrary<Integer> pause() {
        return Arbitraries.integers().between(0, 300);
    }

    @Provide
    Arbitrary<List<ComputedTrait>> traits() {
        Arbitrary<Value> values = values();
        Arbitrary<Condition> conditions = Combinators.combine(paths(), Arbitraries.of(Comparison.values()), values)
                .as(Condition::new);
        Arbitrary<Optional<Duration>> windows = Arbitraries.integers()
                .between(1, 240)
                .map(minutes -> Duration.ofMinutes(minutes))
                .optional();
        return Combinators.combine(
                        Arbitraries.of("Bought", "page"),
                        conditions.list().ofMaxSize(2),
                        Arbitraries.of(Function.values()),
                        paths(),
                        windows)
                .as((event, filters, function, path, window) -> new ComputedTrait(
                        "t",
                        event,
                        filters,
                        function,
                        function == Function.COUNT ? Optional.empty() : Optional.of(path),
                        window))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Told>> events() {
        Arbitrary<Map<String, Value>> properties = Arbitraries.maps(
                        Arbitraries.of("price", "item", "it's \"odd\""), values())
                .ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 200),
                        Arbitraries.integers().between(0, 120),
                        Arbitraries.of("Bought", "page"),
                        properties)
                .as(Told::new)
                .list()
                .ofMaxSize(40);
    }

    private static Arbitrary<String> paths() {
        return Arbitraries.of("price", "item", "it's \"odd\"", "deep.price", "missing");
    }

    private static Arbitrary<Value> values() {
        Arbitrary<Value> numbers = Arbitraries.bigDecimals()
                .between(new BigDecimal("-999999999999"), new BigDecimal("999999999999"))
                .ofScale(6)
                .map(Value.Decimal::new);
        Arbitrary<Value> few = Arbitraries.of(
                        "1", "1.5", "-2", "0", "1e3", " 1", "+1", "1.", "007", "a", "ä", "", "😀", "\uffee")
                .map(Value.Text::new);
        Arbitrary<Value> small = Arbitraries.integers().between(-3, 3).map(Value.Decimal::of);
        Arbitrary<Value> others = Arbitraries.of(
                new Value.Flag(true),
                Value.Nothing.NOTHING,
                new Value.Sequence(List.of(Value.Decimal.of(1), new Value.Text("x\n\""))),
                new Value.Fields(Map.of("price", Value.Decimal.of(7))));
        return Arbitraries.oneOf(numbers, few, few, small, others);
    }

    /** The events' way, live, and as a table. */
    private static final class Road {
        private final TraitEngine engine;
        private final Map<ProfileId, Constituent> constituents = new TreeMap<>();
        private final Map<ProfileId, String> persons = new HashMap<>();
        private final Map<String, List<WindowEntry>> windows = new HashMap<>();
        private final List<Object[]> rows = new ArrayList<>();

        Road(TraitEngine engine) {
            this.engine = engine;
            for (int person = 0; person < PERSONS.size(); person++) {
                for (int part = 0; part < 2; part++) {
                    ProfileId id = id(person, part);
                    constituents.put(id, Constituent.born(id, START, Constituent.Origin.LIVE));
                    persons.put(id, PERSONS.get(person));
                }
            }
        }

        private static ProfileId id(int person, int part) {
            return ProfileId.derive("test", PERSONS.get(person) + part, 0);
        }

        void receive(Told told, int number) {
            Instant receivedAt = START.plus(Duration.ofMinutes(told.minute()));
            Instant at = receivedAt.minus(Duration.ofMinutes(told.late()));
            Map<String, Value> properties = new LinkedHashMap<>(told.properties());
            if (number % 3 == 0) {
                properties.put("deep", new Value.Fields(told.properties()));
            }
            EventHead head = new EventHead(
                    new EventKey(new SourceName("web"), "m" + number),
                    at,
                    Optional.empty(),
                    receivedAt,
                    RawEvent.Origin.LIVE,
                    List.of(),
                    Map.of(),
                    Value.Fields.NONE);
            Value.Fields fields = new Value.Fields(properties);
            Event event = told.name().equals("page")
                    ? new Event.Page(head, "", fields)
                    : new Event.Track(head, told.name(), fields);
            Map<String, String> flat = FlatProperties.of(fields);
            ProfileId id = id(told.person(), told.constituent());
            follow(engine.count(constituent(id), TraitEngine.Occurrence.of(event), flat, this::entries));
            rows.add(new Object[] {PERSONS.get(told.person()), event.name(), at, "m" + number, json(flat)});
        }

        private Constituent constituent(ProfileId id) {
            return Objects.requireNonNull(constituents.get(id));
        }

        private static String json(Map<String, String> flat) {
            Map<String, Value> texts = new TreeMap<>();
            flat.forEach((path, text) -> texts.put(path, new Value.Text(text)));
            return FlatProperties.text(new Value.Fields(texts));
        }

        void passTime(Instant asOf) {
            for (ProfileId id : List.copyOf(constituents.keySet())) {
                follow(engine.passTime(constituent(id), asOf, this::entries));
            }
        }

        private List<WindowEntry> entries(ProfileId id, String window, Instant after) {
            return windows.getOrDefault(id + window, List.of()).stream()
                    .filter(entry -> entry.at().isAfter(after))
                    .toList();
        }

        private void follow(TraitUpdate update) {
            ProfileId id = update.constituent().id();
            constituents.put(id, update.constituent());
            update.added()
                    .forEach(one -> windows.computeIfAbsent(id + one.window(), key -> new ArrayList<>())
                            .add(one.entry()));
            update.dropped()
                    .forEach(one -> windows.getOrDefault(id + one.window(), new ArrayList<>())
                            .remove(one.entry()));
        }

        /** By person and trait, as texts. */
        Map<String, String> values() {
            Map<String, String> all = new TreeMap<>();
            for (int person = 0; person < PERSONS.size(); person++) {
                Profile left = Profile.of(constituent(id(person, 0)));
                Profile right = Profile.of(constituent(id(person, 1)));
                Profile merged = left.joined(right, new Merge(left.id(), right.id(), "test", "test", START));
                String name = PERSONS.get(person);
                engine.values(merged)
                        .forEach((trait, value) -> all.put(name + "." + trait, FlatProperties.text(value)));
            }
            return all;
        }

        Map<String, String> sqlValues(Instant asOf) {
            Map<String, String> all = new TreeMap<>();
            try (LakeSession session = DuckDbSession.inMemory(DeltaLakeConfig.defaults())) {
                session.load(
                        "persons", List.of(column("profile_id", Scalar.STRING)), sink -> PERSONS.forEach(sink::row));
                session.load(
                        "raw_events",
                        List.of(
                                column("profile_id", Scalar.STRING),
                                column("name", Scalar.STRING),
                                column("timestamp", Scalar.TIMESTAMP),
                                column("message_id", Scalar.STRING),
                                column("json", Scalar.STRING)),
                        sink -> rows.forEach(sink::row));
                session.execute(Statement.of("CREATE TEMP TABLE all_events AS SELECT *,"
                        + " CAST(CAST(json AS JSON) AS MAP(VARCHAR, VARCHAR)) AS properties FROM raw_events"));
                TraitSql sql = new TraitSql(session.dialect(), "all_events", "persons");
                for (ComputedTrait trait : engine.traits()) {
                    session.query(
                            sql.values(trait, asOf), row -> all.put(row.text(0) + "." + row.text(1), row.text(2)));
                }
            }
            return all;
        }

        private static Column column(String name, Scalar type) {
            return Column.of(name, type, name);
        }
    }
}
