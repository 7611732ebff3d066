package io.tarn.server.bench;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Contracts;
import io.tarn.loop.Progress;
import io.tarn.loop.gold.Evaluation;
import io.tarn.loop.gold.GoldOrder;
import io.tarn.loop.gold.TaughtClusters;
import io.tarn.loop.review.ReviewQueue;
import io.tarn.model.identity.RecordName;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.TemporaryFolder;
import io.tarn.server.Unification;
import io.tarn.server.config.Project;
import io.tarn.server.report.Disclosure;
import io.tarn.unify.measure.PartitionMeasures;
import io.tarn.unify.verdict.RecordVerdict;
import io.tarn.unify.verdict.RecordVerdict.Finding;
import io.tarn.unify.verdict.RecordVerdict.Pair;
import io.tarn.unify.verdict.Verdicts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What verdicts teach, on labelled sets: the truth answers pairs that the queue draws, or chance, and F1 is measured
 * among records of which nobody was asked.
 *
 * <p>The records are halved by hash of their neighborhood, all that links lead to, so that no pair lies across and pairs of
 * one person and of two are drawn alike. The pairs of one half are answered; the other half is measured, formed by the
 * same model and by what the answers teach. No answer holds its own pair here. Each seed halves and draws otherwise.
 */
public final class ReviewBench {
    private static final List<Integer> ROUNDS = List.of(0, 25, 50, 100, 200);
    private static final int SEEDS = 8;

    private final PrintWriter out;

    public ReviewBench(PrintWriter out) {
        this.out = out;
    }

    /** How pairs are drawn. */
    private enum Draw {
        QUEUE("by the queue"),
        RANDOM_OF_LINKS("at random, of all pairs found"),
        RANDOM_OF_QUEUE("at random, of pairs that wait");

        private final String words;

        Draw(String words) {
            this.words = words;
        }
    }

    /** Measures sets of a folder. */
    public void run(Path folder, List<String> sets) {
        out.printf(Locale.ROOT, "%-16s %-32s", "set", "drawn");
        ROUNDS.forEach(round -> out.printf(Locale.ROOT, " %9d", round));
        out.println("   F1 held out, mean of " + SEEDS + " seeds; +- is the least and the greatest gain");
        for (String set : sets) {
            Map<String, String> entities = Evaluation.entities(folder.resolve(set + ".truth.csv"));
            try (TemporaryFolder base = TemporaryFolder.open("tarn-bench-review-")) {
                begin(base.path().resolve("home"), folder.resolve(set + ".csv"));
                try (House house = House.open(new Home(base.path().resolve("home")));
                        LakeSession session = house.lake().open(house.runs().readPoint(Contracts.OWNED_BY_RUNS))) {
                    measure(set, entities, session, queue(house));
                }
            }
        }
    }

    /** A labelled set, matched. */
    @SuppressWarnings("ArrayRecordComponent") // private, and a number for each of many records
    private record Matched(TaughtClusters taught, List<Pair> links, int[] entities, int[] neighborhoods) {
        int number(RecordName record) {
            return Objects.requireNonNull(taught.numbers().get(record));
        }

        boolean isHeldOut(int record, int seed) {
            return (mixed(neighborhoods[record] + " of " + seed) & 1) == 0;
        }
    }

    private void measure(String set, Map<String, String> truth, LakeSession session, List<Pair> queue) {
        List<Pair> links = links(session);
        TaughtClusters taught = TaughtClusters.of(session, IdentityRules.defaults(), InstantSource.system());
        Map<RecordName, Integer> numbers = taught.numbers();
        int[] entities = new int[numbers.size()];
        int[] neighborhoods = new int[numbers.size()];
        Map<String, Integer> named = new HashMap<>();
        numbers.forEach((record, number) -> {
            String entity = Objects.requireNonNull(truth.get(record.recordId()));
            entities[number] = named.computeIfAbsent(entity, _ -> named.size());
            neighborhoods[number] = number;
        });
        for (Pair link : links) {
            int one = root(neighborhoods, Objects.requireNonNull(numbers.get(link.left())));
            int other = root(neighborhoods, Objects.requireNonNull(numbers.get(link.right())));
            neighborhoods[Math.max(one, other)] = Math.min(one, other);
        }
        for (int record = 0; record < neighborhoods.length; record++) {
            neighborhoods[record] = root(neighborhoods, record);
        }
        Matched matched = new Matched(taught, links, entities, neighborhoods);
        for (Draw draw : Draw.values()) {
            double[][] curves = new double[SEEDS][];
            for (int seed = 0; seed < SEEDS; seed++) {
                curves[seed] = curve(matched, drawn(matched, draw, queue, seed), seed);
            }
            print(draw == Draw.QUEUE ? set : "", draw, curves);
        }
    }

    private static int root(int[] above, int record) {
        int root = record;
        while (above[root] != root) {
            root = above[root];
        }
        return root;
    }

    private static void begin(Path home, Path data) {
        Home place = new Home(home).prepare();
        new Project(place.project())
                .save(new SourceDefinition(
                        new SourceName("x"),
                        data.toAbsolutePath().toString(),
                        SourceDefinition.DETECTED,
                        Map.of(),
                        Optional.of("record_id"),
                        Optional.empty(),
                        SourceDefinition.PRIORITY_DEFAULT,
                        Optional.empty(),
                        List.of(),
                        List.of()));
        try (House house = House.open(place)) {
            unify(house);
        }
    }

    private static void unify(House house) {
        new Unification(house, Progress.SILENT, Disclosure.MASKED)
                .run(GoldOrder.Approval.NOT_NEEDED, GoldOrder.Rerun.WHEN_CHANGED);
    }

    private static int mixed(String text) {
        int hash = text.hashCode() * 0x9E3779B9;
        hash ^= hash >>> 15;
        hash *= 0x85EBCA6B;
        return hash ^ (hash >>> 13);
    }

    private static List<Pair> links(LakeSession session) {
        return session.query(
                Statement.of("SELECT left_source, left_record_id, right_source, right_record_id FROM"
                        + " identity.links WHERE decided_by <> 'person'"),
                row -> Pair.of(
                        new RecordName(Objects.requireNonNull(row.text(0)), Objects.requireNonNull(row.text(1))),
                        new RecordName(Objects.requireNonNull(row.text(2)), Objects.requireNonNull(row.text(3)))));
    }

    private static List<Pair> queue(House house) {
        return new ReviewQueue(house.lake())
                .pairs(Integer.MAX_VALUE).stream()
                        .map(pair -> Pair.of(pair.left().record(), pair.right().record()))
                        .toList();
    }

    private static List<Pair> drawn(Matched matched, Draw draw, List<Pair> queue, int seed) {
        Stream<Pair> pairs = (draw == Draw.RANDOM_OF_LINKS ? matched.links() : queue)
                .stream().filter(pair -> !matched.isHeldOut(matched.number(pair.left()), seed));
        if (draw != Draw.QUEUE) {
            pairs = pairs.sorted(Comparator.comparingInt(
                    pair -> mixed(pair.left().recordId() + ' ' + pair.right().recordId() + ' ' + seed)));
        }
        return pairs.limit(ROUNDS.getLast()).toList();
    }

    private static double[] curve(Matched matched, List<Pair> drawn, int seed) {
        return ROUNDS.stream()
                .mapToDouble(round -> {
                    List<RecordVerdict> given = new ArrayList<>();
                    drawn.stream().limit(round).forEach(pair -> given.add(answer(matched, pair, given.size())));
                    TaughtClusters.Taught taught = matched.taught().by(Verdicts.of(given, Set.of()));
                    int[] held = IntStream.range(0, matched.entities().length)
                            .filter(record -> matched.isHeldOut(record, seed))
                            .toArray();
                    return PartitionMeasures.of(
                                    dense(held, taught.clusters()::cluster), dense(held, i -> matched.entities()[i]))
                            .pairwise()
                            .f1();
                })
                .toArray();
    }

    private static RecordVerdict answer(Matched matched, Pair pair, int number) {
        boolean same =
                matched.entities()[matched.number(pair.left())] == matched.entities()[matched.number(pair.right())];
        return new RecordVerdict(
                "v" + number,
                Instant.EPOCH.plusSeconds(number),
                "person:truth",
                "review",
                same ? Finding.SAME : Finding.DIFFERENT,
                Set.of(pair.left()),
                Set.of(pair.right()));
    }

    /** The groups of some records, numbered from 0. */
    private static int[] dense(int[] records, IntUnaryOperator group) {
        Map<Integer, Integer> numbers = new HashMap<>();
        return IntStream.of(records)
                .map(record -> numbers.computeIfAbsent(group.applyAsInt(record), _ -> numbers.size()))
                .toArray();
    }

    private void print(String set, Draw draw, double[][] curves) {
        out.printf(Locale.ROOT, "%-16s %-32s", set, draw.words);
        for (int round = 0; round < ROUNDS.size(); round++) {
            int at = round;
            out.printf(
                    Locale.ROOT,
                    " %9.4f",
                    Stream.of(curves).mapToDouble(curve -> curve[at]).average().orElse(0));
        }
        int last = ROUNDS.size() - 1;
        DoubleSummaryStatistics gains =
                Stream.of(curves).mapToDouble(curve -> curve[last] - curve[0]).summaryStatistics();
        out.printf(Locale.ROOT, "   %+.4f to %+.4f%n", gains.getMin(), gains.getMax());
        out.flush();
    }
}
