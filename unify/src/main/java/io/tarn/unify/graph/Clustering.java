package io.tarn.unify.graph;

import java.util.*;

/** Experimental. */
public final class Clustering {
    public interface PairWeight {
        long weight(int left, int right);
    }

    static final double DENSITY = Double.parseDouble(System.getProperty("density", "0.4"));
    static final int MATRIX_MAX = 1500;

    public static int[] cluster(int size, int[] left, int[] right, long[] weight, long threshold, PairWeight all) {
        UnionFind sets = new UnionFind(size);
        for (int i = 0; i < left.length; i++) if (weight[i] >= threshold) sets.join(left[i], right[i]);
        int[] cluster = new int[size];
        Map<Integer, List<Integer>> members = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            cluster[i] = sets.find(i);
            members.computeIfAbsent(cluster[i], k -> new ArrayList<>()).add(i);
        }
        int[] edges = new int[size];
        for (int i = 0; i < left.length; i++) if (weight[i] >= threshold) edges[cluster[left[i]]]++;
        members.forEach((root, list) -> {
            int n = list.size();
            if (n < 3) return;
            double density = 2.0 * edges[root] / ((double) n * (n - 1));
            if (density >= DENSITY || n > MATRIX_MAX) {
                if (n > MATRIX_MAX) System.out.println("   huge component " + n);
                return;
            }
            int[] m = list.stream().mapToInt(Integer::intValue).toArray();
            double[][] s = new double[n][n];
            for (int i = 0; i < n; i++)
                for (int j = i + 1; j < n; j++) s[i][j] = s[j][i] = clamp(all.weight(m[i], m[j]) - threshold);
            int[] label = average(s);
            for (int i = 0; i < n; i++) cluster[m[i]] = m[label[i]];
        });
        return cluster;
    }

    static final double CLAMP = Double.parseDouble(System.getProperty("clamp", "10"));

    static double clamp(double w) {
        return Math.max(-CLAMP * 1e6, Math.min(CLAMP * 1e6, w));
    }

    static int[] average(double[][] sum) {
        int n = sum.length;
        int[] label = new int[n];
        int[] count = new int[n];
        boolean[] live = new boolean[n];
        for (int i = 0; i < n; i++) {
            label[i] = i;
            count[i] = 1;
            live[i] = true;
        }
        while (true) {
            int a = -1, b = -1;
            double best = 0;
            for (int i = 0; i < n; i++) {
                if (!live[i]) continue;
                for (int j = i + 1; j < n; j++) {
                    if (!live[j]) continue;
                    double v = sum[i][j] / ((double) count[i] * count[j]);
                    if (v > best) {
                        best = v;
                        a = i;
                        b = j;
                    }
                }
            }
            if (a < 0) break;
            for (int k = 0; k < n; k++) {
                sum[a][k] += sum[b][k];
                sum[k][a] = sum[a][k];
            }
            count[a] += count[b];
            live[b] = false;
            for (int i = 0; i < n; i++) if (label[i] == b) label[i] = a;
        }
        return label;
    }
}
