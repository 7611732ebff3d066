package io.tarn.unify.match;

import io.tarn.model.identity.MatchField;
import java.io.*;
import java.nio.file.*;
import java.util.*;

public final class MatchBench {
    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[0]);
        for (int i = 1; i < args.length; i++) {
            run(dir, args[i]);
        }
    }

    static List<String[]> csv(Path p) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(p)) {
            List<String> f = new ArrayList<>();
            StringBuilder b = new StringBuilder();
            boolean q = false;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c == '"') {
                    if (q && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                        b.append('"');
                        i++;
                    } else q = !q;
                } else if (c == ',' && !q) {
                    f.add(b.toString());
                    b.setLength(0);
                } else b.append(c);
            }
            f.add(b.toString());
            rows.add(f.toArray(String[]::new));
        }
        return rows;
    }

    static final Map<String, MatchField> MAP = new HashMap<>();

    static {
        Object[] m = {
            "first_name", MatchField.FIRST_NAME, "given_name", MatchField.FIRST_NAME, "surname", MatchField.LAST_NAME,
            "full_name", MatchField.FULL_NAME, "dob", MatchField.BIRTH_DATE, "date_of_birth", MatchField.BIRTH_DATE,
            "email", MatchField.EMAIL, "phone", MatchField.PHONE, "phone_number", MatchField.PHONE, "city",
            MatchField.CITY, "suburb", MatchField.CITY, "street_number", MatchField.HOUSE_NUMBER, "address_1",
            MatchField.STREET, "street", MatchField.STREET, "address_2", MatchField.UNIT, "postcode",
            MatchField.POSTCODE, "postcode_fake", MatchField.POSTCODE, "state", MatchField.REGION, "soc_sec_id",
            MatchField.NATIONAL_ID, "birth_place", MatchField.BIRTH_PLACE, "gender", MatchField.GENDER, "occupation",
            MatchField.OCCUPATION, "device_id", MatchField.DEVICE_ID, "source", MatchField.SOURCE
        };
        for (int i = 0; i < m.length; i += 2) MAP.put((String) m[i], (MatchField) m[i + 1]);
    }

    static void run(Path dir, String name) throws Exception {
        List<String[]> rows = csv(dir.resolve(name + ".csv"));
        String[] header = rows.get(0);
        rows = rows.subList(1, rows.size());
        Map<String, String> truth = new HashMap<>();
        for (String[] r : csv(dir.resolve(name + ".truth.csv"))) truth.put(r[0], r[1]);
        rows.sort(Comparator.comparing(r -> r[0]));
        int[] entity = new int[rows.size()];
        Map<String, Integer> ids = new HashMap<>();
        long t0 = System.nanoTime();
        RecordTable.Builder builder = new RecordTable.Builder();
        for (int i = 0; i < rows.size(); i++) {
            entity[i] = ids.computeIfAbsent(truth.get(rows.get(i)[0]), k -> ids.size());
            EnumMap<MatchField, String> v = new EnumMap<>(MatchField.class);
            for (int c = 0; c < header.length; c++) {
                MatchField f = MAP.get(header[c]);
                String x = rows.get(i)[c];
                if (f != null && !x.isBlank()) {
                    if (f == MatchField.PHONE) x = Fold.digits(x);
                    v.put(f, x);
                }
            }
            builder.add(v::get);
        }
        RecordTable table = builder.build();
        long truePairs = 0;
        Map<Integer, Integer> sizes = new HashMap<>();
        for (int e : entity) sizes.merge(e, 1, Integer::sum);
        for (int s : sizes.values()) truePairs += (long) s * (s - 1) / 2;
        System.out.printf("%n== %s: %d records, %d true pairs%n", name, rows.size(), truePairs);
        long t1 = System.nanoTime();
        Linker linker = new Linker(table);
        Linker.Result result = linker.link(entity);
        long t2 = System.nanoTime();
        // pair-level
        long[] w = new long[result.left.length];
        Integer[] order = new Integer[w.length];
        for (int i = 0; i < w.length; i++) order[i] = i;
        Arrays.sort(order, (a, b) -> Long.compare(result.weight[b], result.weight[a]));
        long tp = 0;
        double best = 0;
        long bestW = 0, bestTp = 0;
        int bestN = 0;
        for (int i = 0; i < order.length; i++) {
            if (entity[result.left[order[i]]] == entity[result.right[order[i]]]) tp++;
            double f1 = 2.0 * tp / (i + 1 + truePairs);
            if (f1 > best) {
                best = f1;
                bestW = result.weight[order[i]];
                bestTp = tp;
                bestN = i + 1;
            }
        }
        System.out.printf(
                "candidates %d, blocking recall %.4f; pair best F1 %.4f at %.2f bits (P %.4f R %.4f)%n",
                result.candidates, result.trueCandidates / (double) truePairs, best, bestW / 1e6,
                bestTp / (double) bestN, bestTp / (double) truePairs);
        if (System.getenv("DUMP") != null) {
            double at = Double.parseDouble(System.getenv("DUMP")) * 1e6;
            for (boolean fp : new boolean[] {true, false}) {
                System.out.println(fp ? "FALSE POSITIVES" : "FALSE NEGATIVES");
                Map<Long, List<Integer>> byPattern = new TreeMap<>();
                for (int i : order) {
                    boolean same = entity[result.left[i]] == entity[result.right[i]];
                    if (fp ? !same && result.weight[i] >= at : same && result.weight[i] < at) byPattern.computeIfAbsent(result.pattern[i], k -> new ArrayList<>()).add(i);
                }
                List<List<Integer>> lists = new ArrayList<>(byPattern.values());
                lists.sort((a, b) -> b.size() - a.size());
                for (List<Integer> l : lists.subList(0, Math.min(12, lists.size()))) {
                    StringBuilder d = new StringBuilder();
                    long pat = result.pattern[l.get(0)];
                    for (int c = 0; c < Pattern.COMPARISONS; c++) {
                        int lev = Pattern.level(pat, c);
                        if (lev > 0) d.append(Comparers.ALL.get(c).kind()).append("[").append(Comparers.ALL.get(c).levels().get(lev - 1).name()).append(" %.1f] ".formatted(linker.scorer.weights[c][lev] / 1e6));
                    }
                    System.out.println(l.size() + "x base %.1f  ".formatted(linker.scorer.base(pat) / 1e6) + d);
                    for (int i : l.subList(0, Math.min(2, l.size()))) System.out.printf("      %.1f %s%n           %s%n", result.weight[i] / 1e6, Arrays.toString(rows.get(result.left[i])), Arrays.toString(rows.get(result.right[i])));
                }
            }
        }
        for (double t : new double[] {-8, -6, -4, -2, 0, 2, 4, 6, 8, 10, 12}) {
            int[] c = linker.cluster(result, (long) (t * 1e6));
            System.out.printf("  t=%.0f  %s%n", t, quality(c, entity, truePairs));
        }
        System.out.printf("load %.1fs link %.1fs all %.1fs%n", (t1 - t0) / 1e9, (t2 - t1) / 1e9, (System.nanoTime() - t1) / 1e9);
    }

    static String quality(int[] cluster, int[] entity, long truePairs) {
        Map<Long, Integer> both = new HashMap<>();
        Map<Integer, Integer> c = new HashMap<>();
        for (int i = 0; i < cluster.length; i++) {
            both.merge(((long) cluster[i] << 32) | entity[i], 1, Integer::sum);
            c.merge(cluster[i], 1, Integer::sum);
        }
        long tp = 0, n = 0;
        for (int s : both.values()) tp += (long) s * (s - 1) / 2;
        for (int s : c.values()) n += (long) s * (s - 1) / 2;
        return "P %.4f R %.4f F1 %.4f".formatted(tp / (double) Math.max(1, n), tp / (double) truePairs, 2.0 * tp / (n + truePairs));
    }
}
