package io.tarn.server.bench;

import com.sun.management.OperatingSystemMXBean;
import io.tarn.audience.bind.LakeExpression;
import io.tarn.audience.parse.ExpressionParser;
import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.run.Run;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.OpsTables;
import io.tarn.lake.table.TableName;
import io.tarn.loop.audience.AudienceLake;
import io.tarn.loop.audience.Declared;
import io.tarn.loop.audience.ProfileStates;
import io.tarn.loop.audience.SeenWords;
import io.tarn.model.policy.TrackingPlan;
import io.tarn.server.TemporaryFolder;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** How long a new audience takes over many profiles and events: beside the budgets, medians of several runs. */
public final class AudienceBench {
    private static final int RUNS = 5;
    /** So many are sorted within the memory of a session, and make a whole file. */
    private static final long EVENTS_A_WRITE = 4_000_000;
    /** One profile in so many changed since the states were written. */
    private static final int CHANGED_ONE_IN = 100;

    private static final long BYTES_A_PROFILE = 90;
    private static final long BYTES_AN_EVENT = 30;
    private static final long BYTES_PER_MEGABYTE = 1 << 20;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final String AT = "TIMESTAMPTZ '2026-06-01 00:00:00Z'";
    private static final Declared NOTHING = new Declared(List.of(), List.of(), TrackingPlan.OPEN, Optional.empty());

    private final PrintWriter out;

    public AudienceBench(PrintWriter out) {
        this.out = out;
    }

    /**
     * Generates tables and asks them.
     *
     * @param live the share of profiles that live, in percent; the others are known from a gold run only
     */
    public void run(long profiles, long events, int live) {
        out.printf(
                Locale.ROOT,
                "%,d profiles, %d %% of them live, %,d events; about %,d MB on disk%n",
                profiles,
                live,
                events,
                (profiles * BYTES_A_PROFILE + events * BYTES_AN_EVENT) / BYTES_PER_MEGABYTE);
        out.flush();
        try (TemporaryFolder folder = TemporaryFolder.open("tarn-bench");
                Lake lake = open(folder.path())) {
            fill(lake, profiles, events, live);
            out.printf(Locale.ROOT, "%-44s %10s %10s %10s%n", "question", "seconds", "budget", "CPU");
            once("(profile states written)", () -> new ProfileStates(lake).refresh());
            once("(one profile in " + CHANGED_ONE_IN + " changed since)", () -> change(lake, profiles, live));
            SeenWords seen = new SeenWords();
            String traits = "country = 'IT' and plan = 'pro'";
            String done = "count of 'Order Completed' where total > 50 in last 30 days >= 2";
            measured("count on traits", 1, () -> ask(lake, seen, traits, AudienceBench::count));
            measured("count on events", 3, () -> ask(lake, seen, done, AudienceBench::count));
            measured("members of traits written", 10, () -> ask(lake, seen, traits, AudienceBench::written));
            measured("members of events written", 10, () -> ask(lake, seen, done, AudienceBench::written));
        }
        out.flush();
    }

    private static Lake open(Path folder) {
        return DeltaLake.open(folder, DeltaLakeConfig.defaults());
    }

    /** Asks as a command does: opens the tables, binds, answers. */
    private static long ask(Lake lake, SeenWords seen, String where, ToLongFunction<Asked> question) {
        try (AudienceLake audiences = AudienceLake.now(lake, NOW)) {
            LakeExpression bound = audiences
                    .catalog(NOTHING, seen)
                    .bind(ExpressionParser.parse(where).orThrow("bench"))
                    .lakeOrThrow("bench");
            return question.applyAsLong(new Asked(audiences, bound));
        }
    }

    private record Asked(AudienceLake audiences, LakeExpression bound) {}

    private static long count(Asked asked) {
        return asked.audiences().count(asked.bound());
    }

    private static long written(Asked asked) {
        return asked.audiences().forEachMember(asked.bound(), _ -> {});
    }

    private void measured(String what, int budget, LongSupplier question) {
        long[] nanos = new long[RUNS];
        long answer = 0;
        long worked = cpuNanos();
        for (int i = 0; i < RUNS; i++) {
            long begin = System.nanoTime();
            answer = question.getAsLong();
            nanos[i] = System.nanoTime() - begin;
        }
        worked = cpuNanos() - worked;
        Arrays.sort(nanos);
        out.printf(
                Locale.ROOT,
                "%-44s %10.2f %10d %10.2f   (%,d; %.2f to %.2f)%n",
                what,
                nanos[RUNS / 2] / NANOS_PER_SECOND,
                budget,
                worked / NANOS_PER_SECOND / RUNS,
                answer,
                nanos[0] / NANOS_PER_SECOND,
                nanos[RUNS - 1] / NANOS_PER_SECOND);
        out.flush();
    }

    private void once(String what, Runnable work) {
        long worked = cpuNanos();
        long begin = System.nanoTime();
        work.run();
        out.printf(
                Locale.ROOT,
                "%-44s %10.2f %10s %10.2f%n",
                what,
                (System.nanoTime() - begin) / NANOS_PER_SECOND,
                "",
                (cpuNanos() - worked) / NANOS_PER_SECOND);
        out.flush();
    }

    /** What this process worked on all processors; 0 where the machine does not say. */
    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static void fill(Lake lake, long profiles, long events, int live) {
        List.of(GoldTables.CUSTOMERS, EventTables.PROFILE_CHANGES, EventTables.SILVER)
                .forEach(lake::create);
        lake.evolve(GoldTables.CUSTOMERS.name(), List.of(Column.of("plan", Scalar.STRING, "What they pay for")));
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            defineIds(session);
            append(
                    session,
                    GoldTables.CUSTOMERS.name(),
                    "SELECT profile_id, country, plan, first_name, last_name, city, email FROM (" + people(profiles)
                            + ") ORDER BY profile_id");
            append(session, EventTables.PROFILE_CHANGES.name(), changes(profiles, 1, "i % 100 < " + live));
            fillEvents(session, profiles, events);
        }
        lake.create(OpsTables.LIVE);
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            append(
                    session,
                    OpsTables.LIVE.name(),
                    "SELECT " + events + " AS through_offset, " + AT + " AS flushed_at, " + events + " AS rows");
        }
        long version = lake.find(GoldTables.CUSTOMERS.name()).orElseThrow().version();
        Map<TableName, Long> versions = Map.of(GoldTables.CUSTOMERS.name(), version);
        new Runs(lake).complete(new Run("bench", Runs.GOLD, NOW, NOW, "", "", "", versions, Map.of(), Map.of()));
    }

    /** Some live profiles once more. */
    private static void change(Lake lake, long profiles, int live) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            defineIds(session);
            String some = "i % 100 < " + live + " AND i // 100 % " + CHANGED_ONE_IN + " = 0";
            append(session, EventTables.PROFILE_CHANGES.name(), changes(profiles, 2, some));
        }
    }

    private static void defineIds(LakeSession session) {
        session.execute(Statement.of(
                "CREATE TEMP MACRO id(i) AS 'p' || lpad(CAST(i * 7919 % 9999999967 AS VARCHAR), 16, '0')"));
    }

    private static String people(long profiles) {
        return "SELECT id(i) AS profile_id, ['IT', 'FR', 'DE', 'US'][1 + i % 4] AS country, ['free', 'pro', 'team'][1"
                + " + i % 3] AS plan, 'f' || (i % 1000) AS first_name, 'l' || (i % 5000) AS last_name, 'c' || (i % 300) AS"
                + " city, i || '@x.example' AS email, i FROM range(" + profiles + ") t(i)";
    }

    private static String changes(long profiles, long offset, String which) {
        return "SELECT profile_id, " + offset + " AS log_offset, " + AT
                + " AS changed_at, 'live' AS state, [profile_id]"
                + " AS constituents, [{'type': 'email', 'value': email}] AS identifiers, map_from_entries(["
                + entries("country", "plan", "first_name", "last_name", "city", "email")
                + "]) AS traits, MAP {'marketing': i % 3 = 0} AS consents FROM (" + people(profiles) + ") WHERE "
                + which + " ORDER BY profile_id";
    }

    private static void fillEvents(LakeSession session, long profiles, long events) {
        for (long begin = 0; begin < events; begin += EVENTS_A_WRITE) {
            long end = Math.min(events, begin + EVENTS_A_WRITE);
            append(
                    session,
                    EventTables.SILVER.name(),
                    "SELECT i AS log_offset, 'web' AS source, 'm' || i AS message_id, 'track' AS type, ['Product"
                            + " Viewed', 'Order Completed', 'page', 'Cart Viewed', 'Searched'][1 + i % 5] AS name, "
                            + AT + " - to_milliseconds(CAST(" + events + " - i AS BIGINT) * 31536000000 // " + events
                            + ") AS \"timestamp\", " + AT + " AS received_at, 'live' AS origin, person AS"
                            + " profile_id, person AS constituent_id, MAP {'total': CAST(i % 100 AS VARCHAR),"
                            + " 'sku': 's' || (i % 997)} AS properties FROM (SELECT i, id((i * 7919) % "
                            + profiles + ") AS person FROM range(" + begin + ", " + end + ") t(i)) e");
        }
    }

    private static String entries(String... names) {
        return String.join(
                ", ",
                Arrays.stream(names)
                        .map(name -> "{'key': '" + name + "', 'value': {'value': " + name + ", 'source': 'crm', 'at': "
                                + AT + "}}")
                        .toList());
    }

    private static void append(LakeSession session, TableName table, String rows) {
        session.append(table, Statement.of(rows), Optional.empty());
    }
}
