package io.tarn.unify.graph;

/** Sets that merge; the least member stands for its set. Confined to one thread. */
final class UnionFind {
    private final int[] parents;

    UnionFind(int size) {
        parents = new int[size];
        for (int i = 0; i < size; i++) {
            parents[i] = i;
        }
    }

    int find(int member) {
        int root = member;
        while (parents[root] != root) {
            root = parents[root];
        }
        for (int next = member; parents[next] != root; ) {
            int above = parents[next];
            parents[next] = root;
            next = above;
        }
        return root;
    }

    void join(int left, int right) {
        int one = find(left);
        int other = find(right);
        parents[Math.max(one, other)] = Math.min(one, other);
    }
}
