package io.tarn.unify.graph;

import io.tarn.unify.match.Links;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The connected components of some links: members ascending, components by their least member. Immutable. */
final class Components {
    private final List<int[]> members = new ArrayList<>();
    private final List<int[]> edges = new ArrayList<>();

    private Components() {}

    static Components of(int[] links, Links all, UnionFind sets) {
        Components components = new Components();
        long[] byRoot = new long[links.length];
        for (int i = 0; i < links.length; i++) {
            byRoot[i] = ((long) sets.find(all.left(links[i])) << 32) | links[i];
        }
        Arrays.sort(byRoot);
        for (int start = 0; start < byRoot.length; ) {
            int end = start;
            while (end < byRoot.length && byRoot[end] >> 32 == byRoot[start] >> 32) {
                end++;
            }
            int[] edges = Arrays.stream(byRoot, start, end)
                    .mapToInt(entry -> (int) entry)
                    .toArray();
            int[] ends = new int[edges.length * 2];
            for (int i = 0; i < edges.length; i++) {
                ends[2 * i] = all.left(edges[i]);
                ends[2 * i + 1] = all.right(edges[i]);
            }
            components.edges.add(edges);
            components.members.add(Arrays.stream(ends).sorted().distinct().toArray());
            start = end;
        }
        return components;
    }

    int count() {
        return members.size();
    }

    int[] members(int component) {
        return members.get(component);
    }

    int[] edges(int component) {
        return edges.get(component);
    }
}
