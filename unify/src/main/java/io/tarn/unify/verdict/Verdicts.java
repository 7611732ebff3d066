package io.tarn.unify.verdict;

import io.tarn.model.identity.RecordName;
import io.tarn.unify.verdict.RecordVerdict.Finding;
import io.tarn.unify.verdict.RecordVerdict.Pair;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The verdicts that hold: those that were not taken back, the newest on each pair of records. Immutable.
 *
 * <p>That records are one person carries over from pair to pair; that they are two persons does not.
 */
public final class Verdicts {
    private static final Comparator<RecordVerdict> OLDEST_FIRST =
            Comparator.comparing(RecordVerdict::at).thenComparing(RecordVerdict::id);

    public static final Verdicts NONE = of(List.of(), Set.of());

    private final List<RecordVerdict> given;
    private final Map<Pair, RecordVerdict> byPair;
    private final Map<RecordName, Map<RecordName, RecordVerdict>> same;

    private Verdicts(List<RecordVerdict> given, Map<Pair, RecordVerdict> byPair) {
        this.given = given;
        this.byPair = byPair;
        this.same = new HashMap<>();
        byPair.forEach((pair, verdict) -> {
            if (verdict.finding() == Finding.SAME) {
                same.computeIfAbsent(pair.left(), _ -> new TreeMap<>()).put(pair.right(), verdict);
                same.computeIfAbsent(pair.right(), _ -> new TreeMap<>()).put(pair.left(), verdict);
            }
        });
    }

    /**
     * What stands of all that was found: of two verdicts on a pair the newer one.
     *
     * @param given in any order
     * @param withdrawn ids of those that were taken back
     */
    public static Verdicts of(Collection<RecordVerdict> given, Set<String> withdrawn) {
        List<RecordVerdict> standing = given.stream()
                .filter(one -> one.finding() != Finding.SKIPPED && !withdrawn.contains(one.id()))
                .sorted(OLDEST_FIRST)
                .toList();
        Map<Pair, RecordVerdict> byPair = new TreeMap<>();
        standing.forEach(verdict -> verdict.pairs().forEach(pair -> byPair.put(pair, verdict)));
        return new Verdicts(standing, byPair);
    }

    /** These and one more, given after all of them. */
    public Verdicts with(RecordVerdict verdict) {
        Map<Pair, RecordVerdict> now = new TreeMap<>(byPair);
        verdict.pairs().forEach(pair -> now.put(pair, verdict));
        List<RecordVerdict> all = new ArrayList<>(given);
        all.add(verdict);
        return new Verdicts(List.copyOf(all), now);
    }

    public boolean isEmpty() {
        return byPair.isEmpty();
    }

    /** What holds of two records themselves. */
    public Optional<RecordVerdict> between(RecordName one, RecordName other) {
        return Optional.ofNullable(byPair.get(Pair.of(one, other)));
    }

    /** Every pair on which a verdict holds, with the newest one on it. */
    public Map<Pair, RecordVerdict> pairs() {
        return byPair;
    }

    /** The records that stand together with one, itself included. */
    public Set<RecordName> together(RecordName record) {
        Set<RecordName> reached = new TreeSet<>(Set.of(record));
        Deque<RecordName> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            same.getOrDefault(open.pop(), Map.of()).keySet().forEach(next -> {
                if (reached.add(next)) {
                    open.add(next);
                }
            });
        }
        return reached;
    }

    /** Records that must be one person, in groups of two and more, by their least. */
    public List<List<RecordName>> groups() {
        Set<RecordName> seen = new HashSet<>();
        List<List<RecordName>> groups = new ArrayList<>();
        for (RecordName start : new TreeSet<>(same.keySet())) {
            if (!seen.contains(start)) {
                Set<RecordName> group = together(start);
                seen.addAll(group);
                groups.add(List.copyOf(group));
            }
        }
        return groups;
    }

    /** Records of two persons: the sides of one verdict. */
    public record Sides(RecordVerdict verdict, Set<RecordName> left, Set<RecordName> right) {}

    /** Who must stay apart. A verdict of which a part no longer holds counts pair by pair. */
    public List<Sides> apart() {
        Map<String, List<Pair>> held = new LinkedHashMap<>();
        Map<String, RecordVerdict> byId = given.stream()
                .collect(Collectors.toMap(RecordVerdict::id, one -> one, (one, _) -> one, LinkedHashMap::new));
        byPair.forEach((pair, verdict) -> {
            if (verdict.finding() == Finding.DIFFERENT) {
                held.computeIfAbsent(verdict.id(), _ -> new ArrayList<>()).add(pair);
            }
        });
        List<Sides> apart = new ArrayList<>();
        byId.forEach((id, verdict) -> {
            List<Pair> pairs = held.getOrDefault(id, List.of());
            if (pairs.size() == verdict.left().size() * verdict.right().size()) {
                apart.add(new Sides(verdict, verdict.left(), verdict.right()));
            } else {
                pairs.forEach(pair -> apart.add(new Sides(verdict, Set.of(pair.left()), Set.of(pair.right()))));
            }
        });
        return apart.stream().filter(sides -> !sides.left().isEmpty()).toList();
    }

    /**
     * That two records must be one person and must not.
     *
     * @param apart what says that they are two
     * @param together what says, one by one from the one to the other, that they are one
     */
    public record Contradiction(RecordVerdict apart, List<RecordVerdict> together) {}

    /** The first contradiction there is. */
    public Optional<Contradiction> contradiction() {
        for (Map.Entry<Pair, RecordVerdict> entry : byPair.entrySet()) {
            if (entry.getValue().finding() == Finding.DIFFERENT) {
                Pair pair = entry.getKey();
                List<RecordVerdict> path = path(pair.left(), pair.right());
                if (!path.isEmpty()) {
                    return Optional.of(new Contradiction(entry.getValue(), path));
                }
            }
        }
        return Optional.empty();
    }

    /** What follows for two records from verdicts on others: those that join them, or the first that parts them. */
    public List<RecordVerdict> about(RecordName one, RecordName other) {
        List<RecordVerdict> joining = path(one, other);
        if (!joining.isEmpty()) {
            return joining;
        }
        for (RecordName mine : together(one)) {
            for (RecordName theirs : together(other)) {
                Optional<RecordVerdict> parting =
                        between(mine, theirs).filter(found -> found.finding() == Finding.DIFFERENT);
                if (parting.isPresent()) {
                    return List.of(parting.get());
                }
            }
        }
        return List.of();
    }

    /** The verdicts that lead from one record to another; empty when none do. */
    public List<RecordVerdict> path(RecordName from, RecordName to) {
        if (!same.containsKey(from) || !same.containsKey(to)) {
            return List.of();
        }
        Map<RecordName, RecordName> cameFrom = new HashMap<>(Map.of(from, from));
        Deque<RecordName> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty() && !cameFrom.containsKey(to)) {
            RecordName here = open.poll();
            for (RecordName next : same.getOrDefault(here, Map.of()).keySet()) {
                if (cameFrom.putIfAbsent(next, here) == null) {
                    open.add(next);
                }
            }
        }
        List<RecordVerdict> path = new ArrayList<>();
        for (RecordName at = to; cameFrom.containsKey(at) && !at.equals(from); ) {
            RecordName before = cameFrom.getOrDefault(at, from);
            between(before, at).ifPresent(path::add);
            at = before;
        }
        return path.stream().distinct().toList();
    }
}
