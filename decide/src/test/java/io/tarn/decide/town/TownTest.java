package io.tarn.decide.town;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.decide.Decider;
import io.tarn.decide.town.Walk.Taken;
import io.tarn.model.decision.ContactHistory;
import io.tarn.model.decision.Decision;
import io.tarn.model.decision.Finding;
import io.tarn.model.decision.Reason;
import io.tarn.model.decision.ReasonCode;
import io.tarn.model.decision.Recipient;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.policy.Guardrails;
import io.tarn.model.profile.ConsentValue;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Several campaigns write to random persons for two months; 200,000 decisions, or {@code
 * -Dtarn.decisions=10000000}.
 */
@Timeout(value = 4, unit = TimeUnit.HOURS)
class TownTest {
    private static final int DECISIONS = Integer.getInteger("tarn.decisions", 200_000);
    private static final long SEED = Long.getLong("tarn.seed", 20260301L);
    private static final int STARTS = 60;
    private static final int TOGETHER = 256;

    private final Town town = Town.founded();

    @Test
    void breaksNoLimitAndDecidesTheSameAgain() {
        Tally tally = new Tally();
        long begun = System.nanoTime();
        for (long person = 0; tally.decisions < DECISIONS; person += TOGETHER) {
            LongStream.range(person, person + TOGETHER)
                    .parallel()
                    .mapToObj(this::lived)
                    .toList()
                    .forEach(tally::merge);
        }

        System.out.println(tally + ", seed " + SEED + ", "
                + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
        assertThat(tally.broken).isEmpty();
        assertThat(tally.causes.keySet()).containsExactlyInAnyOrder(ReasonCode.values());
        assertThat(tally.kinds.keySet()).containsExactlyInAnyOrder("Send", "Defer", "Withhold");
    }

    /** One person's two months, lived twice. */
    private Tally lived(long person) {
        Life life = Life.of(town, SEED + person, STARTS);
        Decider decider = new Decider(town.guardrails());
        List<Taken> taken = new Walk(town, life, decider, UnaryOperator.identity(), false).walk();
        Decider again = new Decider(town.guardrails());
        List<Taken> replayed = new Walk(town, life, again, UnaryOperator.identity(), true).walk();
        long hash = hash(taken);
        assertThat(hash(replayed) == hash).as("replay of person %s", person).isTrue();
        Tally tally = new Tally();
        taken.forEach(tally::add);
        tally.broken.putAll(new Checker(town, life).check(taken));
        tally.persons = 1;
        tally.hash = hash;
        return tally;
    }

    /** A decider that knows of no guardrail, and is told that everybody agreed: the checker must find all of it. */
    @Test
    void wouldSeeEachLimitBroken() {
        Decider lawless = new Decider(Guardrails.defaults());
        Map<String, Integer> broken = new TreeMap<>();
        for (long person = 0; person < 300; person++) {
            Life life = Life.of(town, SEED + person, STARTS);
            List<Taken> taken = new Walk(town, life, lawless, TownTest::allowed, false).walk();
            new Checker(town, life).check(taken).forEach((limit, times) -> broken.merge(limit, times, Integer::sum));
        }

        assertThat(broken.keySet())
                .contains(
                        "address",
                        "audience",
                        "consent",
                        "do-not-contact",
                        "exclusion",
                        "frequency cap",
                        "frequency cap of the campaign",
                        "holdout",
                        "quiet hours");
    }

    private static Recipient allowed(Recipient truth) {
        ConsentValue yes = new ConsentValue(true, "lie", Town.BEGIN);
        return new Recipient(
                truth.profile(),
                truth.constituents(),
                truth.zone(),
                Map.of("marketing", yes, "advice", yes),
                Town.CHANNELS.stream()
                        .collect(Collectors.toMap(one -> one, _ -> new Identifier(IdentifierType.EMAIL, "x"))),
                List.of(),
                Set.of(Town.LAPSED, Town.REGULARS),
                ContactHistory.NONE);
    }

    /** Of all that was decided, whatever the order within one instant; the same on every machine. */
    private static long hash(List<Taken> all) {
        long sum = 0;
        for (Taken taken : all) {
            Decision decision = taken.decision();
            long hash = 31L * decision.head().id().value().hashCode()
                    + decision.head().asOf().hashCode();
            hash = switch (decision) {
                case Decision.Send send ->
                    31 * hash + send.alternative().name().value().hashCode();
                case Decision.Defer defer -> 31 * (31 * hash + defer.until().hashCode()) + hash(defer.cause());
                case Decision.Withhold held -> 31 * hash + hash(held.cause()) + 7;
            };
            for (Reason reason : decision.reasons()) {
                hash = 31 * hash + hash(reason);
            }
            sum += (hash * 0x9E3779B97F4A7C15L) ^ (hash >>> 29);
        }
        return sum;
    }

    private static long hash(Reason reason) {
        long facts = 0;
        for (Map.Entry<String, String> fact : reason.facts().entrySet()) {
            facts = 31 * facts
                    + 17L * fact.getKey().hashCode()
                    + fact.getValue().hashCode();
        }
        long finding = reason.finding() instanceof Finding.Waits waits
                ? waits.until().hashCode()
                : reason.finding().word().hashCode();
        return 31 * (31 * finding + reason.code().word().hashCode()) + facts;
    }

    /** What was decided how often. */
    private static final class Tally {
        private final Map<String, Integer> kinds = new TreeMap<>();
        private final Map<ReasonCode, Integer> causes = new EnumMap<>(ReasonCode.class);
        private final Map<String, Integer> broken = new TreeMap<>();
        private int decisions;
        private int persons;
        private long hash;

        void add(Taken taken) {
            decisions++;
            kinds.merge(taken.decision().getClass().getSimpleName(), 1, Integer::sum);
            switch (taken.decision()) {
                case Decision.Send _ -> {}
                case Decision.Defer defer -> causes.merge(defer.cause().code(), 1, Integer::sum);
                case Decision.Withhold held -> causes.merge(held.cause().code(), 1, Integer::sum);
            }
        }

        void merge(Tally other) {
            decisions += other.decisions;
            persons += other.persons;
            hash += other.hash;
            other.kinds.forEach((kind, times) -> kinds.merge(kind, times, Integer::sum));
            other.causes.forEach((cause, times) -> causes.merge(cause, times, Integer::sum));
            other.broken.forEach((limit, times) -> broken.merge(limit, times, Integer::sum));
        }

        @Override
        public String toString() {
            return "town: " + decisions + " decisions for " + persons + " persons, " + kinds + ", causes " + causes
                    + ", hash " + Long.toHexString(hash);
        }
    }
}
