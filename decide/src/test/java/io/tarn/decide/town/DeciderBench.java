package io.tarn.decide.town;

import io.tarn.decide.Decider;
import io.tarn.model.decision.DecisionContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Prints how long one decision takes, alone and among rivals: {@code -Dtarn.bench.rounds=20}. */
final class DeciderBench {
    private static final int PERSONS = 200;
    private static final int ROUNDS = Integer.getInteger("tarn.bench.rounds", 10);

    private DeciderBench() {}

    public static void main(String[] arguments) {
        print("decide", measured());
    }

    /** Nanoseconds of each decision, sorted, after as many again to warm up. */
    static long[] measured() {
        Town town = Town.founded();
        Decider decider = new Decider(town.guardrails());
        List<DecisionContext> contexts = new ArrayList<>();
        for (long person = 0; person < PERSONS; person++) {
            Walk walk = new Walk(town, Life.of(town, person, 60), decider, UnaryOperator.identity(), false);
            walk.walk(contexts::add);
        }
        long[] nanos = new long[contexts.size() * ROUNDS];
        int taken = 0;
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            for (DecisionContext context : contexts) {
                long begun = System.nanoTime();
                boolean decided = decider.decide(context).reasons().isEmpty();
                long ended = System.nanoTime();
                if (round >= 0 && !decided) {
                    nanos[taken++] = ended - begun;
                }
            }
        }
        long[] sorted = Arrays.copyOf(nanos, taken);
        Arrays.sort(sorted);
        return sorted;
    }

    static long at(long[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    static void print(String what, long[] sorted) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d decisions, mean %d ns, p50 %d ns, p99 %d ns, p99.9 %d ns%n",
                what,
                sorted.length,
                (long) Arrays.stream(sorted).average().orElse(0),
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 0.999));
    }
}
