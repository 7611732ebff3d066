package io.tarn.unify.live;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Merge;
import io.tarn.model.profile.Profile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Takes profiles apart along the merges that hold them together: each part is again exactly what it was by itself. */
public final class Unmerge {
    private Unmerge() {}

    /**
     * Parts two constituents of a profile by undoing the newest merge between them.
     *
     * @return the two profiles, the one with {@code left} first; empty when they are not of one profile
     */
    public static Optional<List<Profile>> between(Profile profile, ProfileId left, ProfileId right) {
        List<Merge> path = path(profile, left, right);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        Merge newest = path.getFirst();
        for (Merge merge : path) {
            if (profile.merges().indexOf(merge) > profile.merges().indexOf(newest)) {
                newest = merge;
            }
        }
        Merge undone = newest;
        List<Profile> parts = parts(profile, merge -> !merge.equals(undone));
        return Optional.of(holds(parts.getFirst(), left) ? parts : List.of(parts.get(1), parts.getFirst()));
    }

    /** What is left of a profile when only some of its merges hold: one profile or more, in order of their ids. */
    public static List<Profile> parts(Profile profile, Predicate<Merge> holding) {
        List<Merge> merges = profile.merges().stream().filter(holding).toList();
        Map<ProfileId, List<Merge>> edges = edges(merges);
        Set<ProfileId> reached = new HashSet<>();
        List<Profile> parts = new ArrayList<>();
        for (Constituent start : profile.constituents()) {
            if (reached.contains(start.id())) {
                continue;
            }
            Set<ProfileId> part = reach(start.id(), edges);
            reached.addAll(part);
            parts.add(new Profile(
                    profile.constituents().stream()
                            .filter(one -> part.contains(one.id()))
                            .toList(),
                    merges.stream().filter(merge -> part.contains(merge.left())).toList()));
        }
        return parts;
    }

    private static boolean holds(Profile profile, ProfileId constituent) {
        return profile.constituents().stream().anyMatch(one -> one.id().equals(constituent));
    }

    private static Map<ProfileId, List<Merge>> edges(List<Merge> merges) {
        Map<ProfileId, List<Merge>> edges = new HashMap<>();
        for (Merge merge : merges) {
            edges.computeIfAbsent(merge.left(), id -> new ArrayList<>()).add(merge);
            edges.computeIfAbsent(merge.right(), id -> new ArrayList<>()).add(merge);
        }
        return edges;
    }

    private static Set<ProfileId> reach(ProfileId start, Map<ProfileId, List<Merge>> edges) {
        Set<ProfileId> reached = new HashSet<>(Set.of(start));
        Deque<ProfileId> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            for (Merge merge : edges.getOrDefault(open.pop(), List.of())) {
                for (ProfileId end : List.of(merge.left(), merge.right())) {
                    if (reached.add(end)) {
                        open.push(end);
                    }
                }
            }
        }
        return reached;
    }

    /** The merges between two constituents; a profile's merges form a tree, so there is one way. */
    private static List<Merge> path(Profile profile, ProfileId from, ProfileId to) {
        Map<ProfileId, List<Merge>> edges = edges(profile.merges());
        Map<ProfileId, Merge> cameBy = new HashMap<>();
        Set<ProfileId> reached = new HashSet<>(Set.of(from));
        Deque<ProfileId> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty() && !reached.contains(to)) {
            ProfileId here = open.pop();
            for (Merge merge : edges.getOrDefault(here, List.of())) {
                ProfileId next = merge.left().equals(here) ? merge.right() : merge.left();
                if (reached.add(next)) {
                    cameBy.put(next, merge);
                    open.push(next);
                }
            }
        }
        List<Merge> path = new ArrayList<>();
        for (ProfileId at = to; cameBy.containsKey(at) && !at.equals(from); ) {
            Merge merge = cameBy.get(at);
            path.add(merge);
            at = merge.left().equals(at) ? merge.right() : merge.left();
        }
        return path;
    }
}
