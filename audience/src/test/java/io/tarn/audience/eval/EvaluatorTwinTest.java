package io.tarn.audience.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.audience.AudienceDefinition;
import io.tarn.audience.Expression;
import io.tarn.audience.bind.BindResult;
import io.tarn.audience.bind.Binder;
import io.tarn.audience.bind.BoundExpression;
import io.tarn.audience.bind.Catalog;
import io.tarn.audience.parse.ExpressionPrinter;
import io.tarn.model.policy.AudienceName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Random expressions over random persons at random instants: Java, one by one, and SQL, over all, agree. */
final class EvaluatorTwinTest {
    private static final LakeRelations PLAIN = new LakeRelations("profiles", "events");
    private static final LakeRelations WITH_COLUMN =
            new LakeRelations("profiles", "events", Map.of("country", "the \"country\""));
    private static final Duration HORIZON = Duration.ofHours(7);
    private static final int WATCHED_MAX = 4;

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void javaAndSqlAgree(
            @ForAll("customers") List<TestingCustomer> customers,
            @ForAll("audiences") List<Expression> audiences,
            @ForAll("other") Expression other,
            @ForAll("instants") List<Instant> instants) {
        LakeRelations relations = customers.size() % 2 == 0 ? PLAIN : WITH_COLUMN;
        try (TestingLake lake = new TestingLake(customers, relations)) {
            for (Expression expression : audiences) {
                BindResult bound = bind(expression, other);
                if (bound instanceof BindResult.Refused(var problems)) {
                    assertThat(problems)
                            .allSatisfy(problem -> assertThat(problem.sentence())
                                    .containsAnyOf("contradicts", "holds for nobody", "nobody"));
                    continue;
                }
                for (Instant asOf : instants) {
                    Set<String> members = lake.members(bound.lakeOrThrow("a"), asOf);
                    // What only the lake can answer is answered here too: this view has every event.
                    BoundExpression whole = new BoundExpression(
                            bound.lakeOrThrow("a").root(),
                            List.of(),
                            bound.lakeOrThrow("a").dependencies());
                    assertThat(members)
                            .as("%s as of %s", ExpressionPrinter.print(expression), asOf)
                            .isEqualTo(members(whole, customers, asOf));
                    Statistics.label("members")
                            .collect(members.isEmpty() ? "none" : members.size() == customers.size() ? "all" : "some");
                }
            }
        }
    }

    @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
    void nothingChangesBeforeItIsSaidToChange(
            @ForAll("customers") List<TestingCustomer> customers,
            @ForAll("timely") List<Expression> audiences,
            @ForAll("other") Expression other,
            @ForAll("pauses") int pauseMinutes) {
        Instant begin = RandomTown.START.plus(Duration.ofMinutes(RandomTown.MINUTES + pauseMinutes));
        for (Expression expression : audiences) {
            if (bind(expression, other) instanceof BindResult.Live(BoundExpression bound)) {
                customers.forEach(customer -> watch(bound, customer, begin, ExpressionPrinter.print(expression)));
            }
        }
    }

    /** Looks every minute, when nearly everything happens here, and about each change that is announced. */
    private static void watch(BoundExpression bound, TestingCustomer customer, Instant begin, String text) {
        Membership known = ProfileEvaluator.evaluate(bound, customer.asOf(begin), begin);
        int announced = 0;
        int changes = 0;
        for (Instant now = begin; now.isBefore(begin.plus(HORIZON)); now = now.plusSeconds(60)) {
            while (!known.changesAt().map(now::isBefore).orElse(true)) {
                Instant at = known.changesAt().orElseThrow();
                Instant before = at.minusNanos(1000);
                assertThat(ProfileEvaluator.evaluate(bound, customer.asOf(before), before)
                                .member())
                        .as("%s just before %s", text, at)
                        .isEqualTo(known.member());
                Membership next = ProfileEvaluator.evaluate(bound, customer.asOf(at), at);
                assertThat(next.changesAt().map(at::isBefore).orElse(true))
                        .as("%s changes after %s", text, at)
                        .isTrue();
                announced++;
                changes += next.member() == known.member() ? 0 : 1;
                known = next;
            }
            Membership same = ProfileEvaluator.evaluate(bound, customer.asOf(now), now);
            assertThat(same.member())
                    .as("%s as of %s, said to stay until %s", text, now, known.changesAt())
                    .isEqualTo(known.member());
            assertThat(isSooner(same, known))
                    .as("%s as of %s is said to change sooner than before", text, now)
                    .isFalse();
            known = same;
        }
        Statistics.label("announced")
                .collect(announced == 0 ? "none" : changes == announced ? "all true" : "some early");
    }

    private static boolean isSooner(Membership one, Membership other) {
        return one.changesAt()
                .filter(at -> other.changesAt().map(at::isBefore).orElse(true))
                .isPresent();
    }

    @Property(tries = 15, edgeCases = EdgeCasesMode.NONE)
    void sqlSeesTheChangesThatAreAnnounced(
            @ForAll("customers") List<TestingCustomer> customers,
            @ForAll("timely") List<Expression> audiences,
            @ForAll("other") Expression other) {
        Instant begin = RandomTown.START.plus(Duration.ofMinutes(RandomTown.MINUTES));
        try (TestingLake lake = new TestingLake(customers, PLAIN)) {
            for (Expression expression : audiences) {
                if (!(bind(expression, other) instanceof BindResult.Live(BoundExpression bound))) {
                    continue;
                }
                for (Instant at : announced(bound, customers, begin)) {
                    assertThat(lake.members(bound.inLake(), at))
                            .as("%s as of %s", ExpressionPrinter.print(expression), at)
                            .isEqualTo(members(bound, customers, at));
                }
            }
        }
    }

    /** Some of the announced changes, each with the microsecond before. */
    private static List<Instant> announced(BoundExpression bound, List<TestingCustomer> customers, Instant begin) {
        Set<Instant> announced = new TreeSet<>();
        for (TestingCustomer customer : customers) {
            ProfileEvaluator.evaluate(bound, customer.asOf(begin), begin)
                    .changesAt()
                    .ifPresent(announced::add);
        }
        List<Instant> watched = new ArrayList<>();
        announced.stream().limit(WATCHED_MAX).forEach(at -> {
            watched.add(at.minusNanos(1000));
            watched.add(at);
        });
        return watched;
    }

    /** Only what nobody can meet is refused as contradictory. */
    @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
    void contradictionsHoldForNobody(
            @ForAll("customers") List<TestingCustomer> customers, @ForAll("clashing") List<Expression> parts) {
        BindResult whole = bind(new Expression.And(parts), Expression.Everyone.EVERYONE);
        Statistics.label("refused").collect(whole instanceof BindResult.Refused);
        if (!(whole instanceof BindResult.Refused)) {
            return;
        }
        Instant asOf = RandomTown.START.plus(Duration.ofMinutes(RandomTown.MINUTES));
        Set<String> left = new TreeSet<>();
        customers.forEach(customer -> left.add(customer.id()));
        for (Expression part : parts) {
            switch (bind(part, Expression.Everyone.EVERYONE)) {
                case BindResult.Live(BoundExpression bound) -> left.retainAll(members(bound, customers, asOf));
                case BindResult.LakeOnly _, BindResult.Refused _ -> left.clear();
            }
        }
        assertThat(left).as(ExpressionPrinter.print(new Expression.And(parts))).isEmpty();
    }

    @Provide
    Arbitrary<List<Expression>> clashing() {
        return RandomAudiences.clashing();
    }

    private static BindResult bind(Expression expression, Expression other) {
        Catalog catalog =
                RandomAudiences.CATALOG.withAudience(new AudienceDefinition(new AudienceName("other"), "", other));
        return Binder.bind(expression, catalog);
    }

    private static Set<String> members(BoundExpression bound, List<TestingCustomer> customers, Instant asOf) {
        Set<String> members = new TreeSet<>();
        for (TestingCustomer customer : customers) {
            if (ProfileEvaluator.evaluate(bound, customer.asOf(asOf), asOf).member()) {
                members.add(customer.id());
            }
        }
        return members;
    }

    @Provide
    Arbitrary<List<TestingCustomer>> customers() {
        return RandomTown.customers();
    }

    @Provide
    Arbitrary<List<Expression>> audiences() {
        return RandomAudiences.any().list().ofMinSize(1).ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<Expression>> timely() {
        return RandomAudiences.timely().list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<Expression> other() {
        return RandomAudiences.alone();
    }

    @Provide
    Arbitrary<List<Instant>> instants() {
        return Arbitraries.oneOf(
                        Arbitraries.integers()
                                .between(-5, 400)
                                .map(minute -> RandomTown.START.plus(Duration.ofMinutes(minute))),
                        Arbitraries.integers()
                                .between(0, 400)
                                .map(minute -> RandomTown.START
                                        .plus(Duration.ofMinutes(minute))
                                        .minusNanos(1000)))
                .list()
                .ofSize(2);
    }

    @Provide
    Arbitrary<Integer> pauses() {
        return Arbitraries.integers().between(0, 150);
    }
}
