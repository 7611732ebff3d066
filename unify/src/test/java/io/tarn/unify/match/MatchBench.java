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
        io.tarn.model.policy.IdentityRules rules = io.tarn.model.policy.IdentityRules.defaults();
        Matcher matcher = Matcher.of(table, rules);
        long a = time("prepare", t1);
        Matcher.Blocking blocking = matcher.block();
        a = time("block", a);
        Matcher.Trained trained = matcher.train(blocking);
        a = time("train", a);
        Linked linked = matcher.score(blocking, trained);
        a = time("score", a);
        TableScorer scorer = new TableScorer(matcher.table(), linked.model(), rules);
        io.tarn.unify.graph.Clusters clusters =
                io.tarn.unify.graph.Clustering.of(table.size(), linked.links(), scorer, linked.model(), rules);
        a = time("cluster", a);
        int[] c = new int[table.size()];
        for (int i = 0; i < c.length; i++) c[i] = clusters.cluster(i);
        var r = linked.report();
        System.out.printf("iterations %d presumed %s matches %.0f relatives %.0f own %.2f%n", r.iterations(), r.presumed(), r.matchesEstimate(), r.relativesEstimate(), trained.own());
        System.out.printf("candidates %d automatic %d review %d rule %d threshold %.2f precision %.4f recall %.4f unlinkable %.4f%n", r.candidates(), r.automaticLinks(), r.reviewLinks(), r.ruleLinks(), r.automaticBits(), r.precisionEstimate(), r.recallEstimate(), r.unlinkable());
        if (System.getenv("SHOW") != null) r.keys().forEach(System.out::println);
        System.out.println(linked.model().quarantined());
        System.out.println(clusters.report().toString().replaceAll("sizes=.*?], ", ""));
        long tp = 0, n = 0, rtp = 0, rn = 0;
        for (int i = 0; i < linked.links().size(); i++) {
            boolean same = entity[linked.links().left(i)] == entity[linked.links().right(i)];
            if (linked.links().band(i) == io.tarn.model.identity.Band.AUTOMATIC) { n++; if (same) tp++; }
            if (linked.links().isByRule(i)) { rn++; if (same) rtp++; }
        }
        System.out.printf("pairs P %.4f R %.4f; rules %d P %.4f%n", tp / (double) n, tp / (double) truePairs, rn, rtp / (double) rn);
        System.out.println(name + " CLUSTERS " + quality(c, entity, truePairs));
        System.out.printf("load %.1fs all %.1fs%n", (t1 - t0) / 1e9, (a - t1) / 1e9);
    }

    static long time(String what, long t) {
        long now = System.nanoTime();
        System.out.printf("[%s %.2fs] ", what, (now - t) / 1e9);
        return now;
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
