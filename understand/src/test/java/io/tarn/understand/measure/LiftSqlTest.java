package io.tarn.understand.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.LakeSession;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.delta.DuckDbSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.Goal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Random decisions and events: SQL counts as somebody does who goes through them person by person. */
final class LiftSqlTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String TOTAL = "it's the \"total\"";

    /** A decision on a person, some minutes after the start. */
    record Decided(int person, String campaign, String verdict, String reason, int minute) {
        Instant at() {
            return START.plus(Duration.ofMinutes(minute));
        }
    }

    /** An event of a person, some minutes after the start. */
    record Happened(int person, String name, int minute, Optional<String> total) {
        Instant at() {
            return START.plus(Duration.ofMinutes(minute));
        }
    }

    @Property(tries = 60)
    void countsAsOneDoesPersonByPerson(
            @ForAll("decisions") List<Decided> decisions,
            @ForAll("events") List<Happened> events,
            @ForAll("goals") Goal goal) {
        Instant asOf = START.plus(Duration.ofMinutes(90));

        assertThat(sql(decisions, events, goal, asOf)).isEqualTo(naive(decisions, events, goal, asOf));
    }

    @Test
    void whatAddsUpToTooMuchCountsAsNothingAndBreaksNothing() {
        String most = "999999999999";
        List<Decided> decisions =
                List.of(new Decided(0, "carts", "sent", "", 0), new Decided(1, "carts", "sent", "", 0));
        List<Happened> events = List.of(
                new Happened(0, "Bought", 1, Optional.of(most)),
                new Happened(1, "Bought", 1, Optional.of(most)),
                new Happened(1, "Bought", 2, Optional.of("0.000001")));
        Goal goal = new Goal("Bought", Optional.of(TOTAL), BigDecimal.ONE, Duration.ofHours(1));

        ArmCounts treated =
                sql(decisions, events, goal, START.plus(Duration.ofHours(1))).get(Lift.TREATED);

        assertThat(treated)
                .isEqualTo(new ArmCounts(
                        2,
                        2,
                        new BigDecimal(most).setScale(6),
                        new BigDecimal(most).pow(2).setScale(8)));
    }

    private static Map<String, ArmCounts> naive(
            List<Decided> decisions, List<Happened> events, Goal goal, Instant asOf) {
        Map<String, ArmCounts> arms = new TreeMap<>();
        for (int person : new TreeSet<>(decisions.stream().map(Decided::person).toList())) {
            List<Decided> own = decisions.stream()
                    .filter(one -> one.person() == person && one.campaign().equals("carts"))
                    .filter(one -> !one.at().isAfter(asOf))
                    .toList();
            Optional<Instant> sent = first(own, "sent", "");
            Optional<Instant> held = first(own, "withheld", "holdout");
            if (sent.isEmpty() && held.isEmpty()) {
                continue;
            }
            Instant from = sent.or(() -> held).orElseThrow();
            List<Happened> conversions = events.stream()
                    .filter(one -> one.person() == person && one.name().equals(goal.event()))
                    .filter(one -> one.at().isAfter(from) && !one.at().isAfter(from.plus(goal.window())))
                    .filter(one -> !one.at().isAfter(asOf))
                    .toList();
            BigDecimal worth = conversions.stream()
                    .flatMap(one -> one.total().stream())
                    .filter(text -> goal.valueProperty().isPresent() && text.matches("-?\\d+(\\.\\d+)?"))
                    .map(BigDecimal::new)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal rounded = worth.setScale(4, RoundingMode.HALF_UP);
            ArmCounts one = new ArmCounts(
                    1,
                    conversions.isEmpty() ? 0 : 1,
                    worth.setScale(6, RoundingMode.UNNECESSARY),
                    rounded.pow(2).setScale(8, RoundingMode.UNNECESSARY));
            String arm = sent.isEmpty() ? Lift.CONTROL : held.isEmpty() ? Lift.TREATED : Lift.MIXED;
            arms.merge(arm, one, LiftSqlTest::plus);
        }
        return arms;
    }

    private static Optional<Instant> first(List<Decided> own, String verdict, String reason) {
        return own.stream()
                .filter(one -> one.verdict().equals(verdict))
                .filter(one -> reason.isEmpty() || one.reason().equals(reason))
                .map(Decided::at)
                .min(Instant::compareTo);
    }

    private static ArmCounts plus(ArmCounts left, ArmCounts right) {
        return new ArmCounts(
                left.persons() + right.persons(),
                left.conversions() + right.conversions(),
                left.value().add(right.value()),
                left.squares().add(right.squares()));
    }

    private static Map<String, ArmCounts> sql(List<Decided> decisions, List<Happened> events, Goal goal, Instant asOf) {
        Map<String, ArmCounts> arms = new TreeMap<>();
        try (LakeSession session = DuckDbSession.inMemory(DeltaLakeConfig.defaults())) {
            session.load(
                    "decisions",
                    List.of(
                            column("profile_id", Scalar.STRING),
                            column("campaign", Scalar.STRING),
                            column("verdict", Scalar.STRING),
                            column("reason", Scalar.STRING),
                            column("as_of", Scalar.TIMESTAMP)),
                    sink -> decisions.forEach(one ->
                            sink.row("p" + one.person(), one.campaign(), one.verdict(), one.reason(), one.at())));
            session.load(
                    "raw_events",
                    List.of(
                            column("profile_id", Scalar.STRING),
                            column("name", Scalar.STRING),
                            column("timestamp", Scalar.TIMESTAMP),
                            column("total", Scalar.STRING)),
                    sink -> events.forEach(one -> sink.row(
                            "p" + one.person(),
                            one.name(),
                            one.at(),
                            one.total().orElse(null))));
            session.execute(Statement.of("CREATE TEMP TABLE all_events AS SELECT *, CASE WHEN total IS NULL THEN MAP {}"
                    + " ELSE MAP {" + session.dialect().literal(TOTAL) + ": total} END AS properties FROM raw_events"));
            session.query(
                    new LiftSql(session.dialect(), "decisions", "all_events")
                            .arms(new CampaignName("carts"), goal, asOf),
                    row -> arms.put(
                            row.text(0),
                            new ArmCounts(
                                    row.number(1),
                                    row.number(2),
                                    Objects.requireNonNull(row.exact(3)),
                                    Objects.requireNonNull(row.exact(4)))));
        }
        return arms;
    }

    private static Column column(String name, Scalar type) {
        return Column.of(name, type, name);
    }

    @Provide
    Arbitrary<List<Decided>> decisions() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of("carts", "carts", "carts", "other"),
                        Arbitraries.of("sent", "withheld", "deferred"),
                        Arbitraries.of("holdout", "holdout", "consent", ""),
                        Arbitraries.integers().between(0, 100))
                .as(Decided::new)
                .list()
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<List<Happened>> events() {
        Arbitrary<String> totals = Arbitraries.oneOf(
                Arbitraries.of("0", "-3.5", "12.345678", "0.00005", "none", "", "1e3", "5"),
                Arbitraries.integers()
                        .between(0, 100_000)
                        .map(cents -> new BigDecimal(cents).movePointLeft(2).toPlainString()));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of("Bought", "Bought", "page"),
                        Arbitraries.integers().between(0, 120),
                        totals.optional(0.8))
                .as(Happened::new)
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<Goal> goals() {
        return Combinators.combine(
                        Arbitraries.of(TOTAL).optional(0.8),
                        Arbitraries.integers().between(1, 60))
                .as((value, minutes) -> new Goal("Bought", value, BigDecimal.ONE, Duration.ofMinutes(minutes)));
    }
}
