package io.tarn.server.bench;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Contracts;
import io.tarn.loop.Progress;
import io.tarn.loop.gold.Evaluation;
import io.tarn.loop.gold.GoldOrder;
import io.tarn.loop.review.ReviewQueue;
import io.tarn.loop.review.VerdictBook;
import io.tarn.loop.review.VerdictBook.Seen;
import io.tarn.model.identity.RecordName;
import io.tarn.model.identity.SourceName;
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
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What verdicts are worth on labelled sets: the truth answers pairs that the queue draws, or chance, and after each round
 * a run keeps to the answers and learns from them. Entities are halved by hash: only those of one half are asked about,
 * and what the other half gains is learned, not told.
 */
public final class ReviewBench {
    private static final List<Integer> ROUNDS = List.of(0, 25, 50, 100, 200);

    private final PrintWriter out;

    public ReviewBench(PrintWriter out) {
        this.out = out;
    }

    /** How pairs are drawn. */
    private enum Draw {
        QUEUE("by the queue"),
        RANDOM_OF_QUEUE("at random, of pairs that wait"),
        RANDOM_OF_LINKS("at random, of all pairs found");

        private final String words;

        Draw(String words) {
            this.words = words;
        }
    }

    /** Measures sets of a folder. */
    public void run(Path folder, List<String> sets) {
        for (String set : sets) {
            Map<String, String> entities = Evaluation.entities(folder.resolve(set + ".truth.csv"));
            try (TemporaryFolder base = TemporaryFolder.open("tarn-bench-review-")) {
                begin(base.path().resolve("home"), folder.resolve(set + ".csv"));
                Map<Draw, List<Measures>> curves = new LinkedHashMap<>();
                for (Draw draw : Draw.values()) {
                    Path home = base.path().resolve(draw.name().toLowerCase(Locale.ROOT));
                    copy(base.path().resolve("home"), home);
                    curves.put(draw, curve(home, draw, entities));
                }
                print(set, curves);
            }
        }
    }

    /** F1 of pairs in the half that nobody was asked about, in the other one, and of all. */
    private record Measures(double heldOut, double asked, double all) {}

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

    private static List<Measures> curve(Path home, Draw draw, Map<String, String> entities) {
        List<Measures> curve = new ArrayList<>();
        try (House house = House.open(new Home(home))) {
            int given = 0;
            for (int round : ROUNDS) {
                if (round > 0) {
                    answer(house, drawn(house, draw, entities, round - given), entities, given);
                    given = round;
                    unify(house);
                }
                curve.add(measure(house, entities));
            }
        }
        return curve;
    }

    private static boolean isHeldOut(String entity) {
        return (mixed(entity) & 1) == 0;
    }

    private static int mixed(String text) {
        int hash = text.hashCode() * 0x9E3779B9;
        hash ^= hash >>> 15;
        hash *= 0x85EBCA6B;
        return hash ^ (hash >>> 13);
    }

    private static List<Pair> drawn(House house, Draw draw, Map<String, String> entities, int count) {
        Verdicts verdicts = new VerdictBook(house.lake()).verdicts();
        Stream<Pair> pairs = draw == Draw.RANDOM_OF_LINKS
                ? links(house).stream()
                : new ReviewQueue(house.lake())
                        .pairs(Integer.MAX_VALUE).stream()
                                .map(pair -> Pair.of(
                                        pair.left().record(), pair.right().record()));
        Stream<Pair> asked = pairs.filter(pair -> isAsked(pair.left(), entities) && isAsked(pair.right(), entities))
                .filter(pair -> verdicts.between(pair.left(), pair.right()).isEmpty());
        if (draw != Draw.QUEUE) {
            asked = asked.sorted(Comparator.comparingInt(
                    pair -> mixed(pair.left().recordId() + ' ' + pair.right().recordId())));
        }
        return asked.limit(count).toList();
    }

    private static boolean isAsked(RecordName record, Map<String, String> entities) {
        return !isHeldOut(Objects.requireNonNull(entities.get(record.recordId())));
    }

    private static List<Pair> links(House house) {
        try (LakeSession session = house.lake().open(house.runs().readPoint(Contracts.OWNED_BY_RUNS))) {
            return session.query(
                    Statement.of("SELECT left_source, left_record_id, right_source, right_record_id FROM"
                            + " identity.links WHERE decided_by <> 'person'"),
                    row -> Pair.of(
                            new RecordName(Objects.requireNonNull(row.text(0)), Objects.requireNonNull(row.text(1))),
                            new RecordName(Objects.requireNonNull(row.text(2)), Objects.requireNonNull(row.text(3)))));
        }
    }

    private static void answer(House house, List<Pair> pairs, Map<String, String> entities, int given) {
        VerdictBook book = new VerdictBook(house.lake());
        List<RecordVerdict> verdicts = new ArrayList<>();
        Instant at = Instant.now();
        for (Pair pair : pairs) {
            boolean same = Objects.equals(
                    entities.get(pair.left().recordId()),
                    entities.get(pair.right().recordId()));
            verdicts.add(new RecordVerdict(
                    "v" + (given + verdicts.size()),
                    at,
                    "person:truth",
                    "review",
                    same ? Finding.SAME : Finding.DIFFERENT,
                    Set.of(pair.left()),
                    Set.of(pair.right())));
        }
        book.giveAll(verdicts, Seen.NOTHING);
    }

    private static Measures measure(House house, Map<String, String> entities) {
        Map<String, Integer> numbers = new HashMap<>();
        int[][] rows = new int[entities.size()][];
        int[] count = {0};
        try (LakeSession session = house.lake().open(house.runs().readPoint(Contracts.OWNED_BY_RUNS))) {
            session.forEach(Statement.of("SELECT record_id, profile_id FROM identity.profiles"), row -> {
                String entity = Objects.requireNonNull(entities.get(Objects.requireNonNull(row.text(0))));
                int profile = numbers.computeIfAbsent("p " + row.text(1), _ -> numbers.size());
                int truth = numbers.computeIfAbsent("e " + entity, _ -> numbers.size());
                rows[count[0]++] = new int[] {profile, truth, isHeldOut(entity) ? 1 : 0};
                return row;
            });
        }
        return new Measures(f1(rows, 1), f1(rows, 0), f1(rows, -1));
    }

    private static double f1(int[][] rows, int half) {
        List<int[]> some =
                Stream.of(rows).filter(row -> half < 0 || row[2] == half).toList();
        return PartitionMeasures.of(
                        some.stream().mapToInt(row -> row[0]).toArray(),
                        some.stream().mapToInt(row -> row[1]).toArray())
                .pairwise()
                .f1();
    }

    private void print(String set, Map<Draw, List<Measures>> curves) {
        out.printf(Locale.ROOT, "%-16s %-32s %-10s", set, "drawn", "F1 of");
        ROUNDS.forEach(round -> out.printf(Locale.ROOT, " %8d", round));
        out.println();
        curves.forEach((draw, curve) -> {
            line(draw.words, "held out", curve.stream().map(Measures::heldOut).toList());
            line("", "asked", curve.stream().map(Measures::asked).toList());
            line("", "all", curve.stream().map(Measures::all).toList());
        });
        out.flush();
    }

    private void line(String drawn, String part, List<Double> values) {
        out.printf(Locale.ROOT, "%-16s %-32s %-10s", "", drawn, part);
        values.forEach(value -> out.printf(Locale.ROOT, " %8.4f", value));
        out.println();
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
