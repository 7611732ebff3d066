package io.tarn.loop.gold;

import io.tarn.loop.gold.ProfileCard.Link;
import io.tarn.loop.gold.ProfileCard.RecordRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** The way from one record to another over links. */
final class LinkPath {
    private LinkPath() {}

    /** The path whose weakest link is strongest, of those the one found first by weight. */
    static List<Link> between(List<Link> links, RecordRef from, RecordRef to) {
        Map<String, List<Link>> byRecord = new HashMap<>();
        for (Link link : links) {
            byRecord.computeIfAbsent(name(link.left()), _ -> new ArrayList<>()).add(link);
            byRecord.computeIfAbsent(name(link.right()), _ -> new ArrayList<>()).add(link);
        }
        Map<String, Link> arrivedBy = new HashMap<>();
        Map<String, Double> reached = new HashMap<>(Map.of(name(from), Double.POSITIVE_INFINITY));
        PriorityQueue<String> open =
                new PriorityQueue<>(Comparator.<String>comparingDouble(record -> -reached.getOrDefault(record, 0.0))
                        .thenComparing(Comparator.naturalOrder()));
        open.add(name(from));
        while (!open.isEmpty()) {
            String here = open.poll();
            double strength = reached.getOrDefault(here, Double.NEGATIVE_INFINITY);
            for (Link link : byRecord.getOrDefault(here, List.of())) {
                String there = other(link, here);
                double bottleneck = Math.min(strength, link.weight());
                if (bottleneck > reached.getOrDefault(there, Double.NEGATIVE_INFINITY)) {
                    open.remove(there);
                    reached.put(there, bottleneck);
                    arrivedBy.put(there, link);
                    open.add(there);
                }
            }
        }
        ArrayDeque<Link> path = new ArrayDeque<>();
        String here = name(to);
        for (Link link = arrivedBy.get(here); link != null && !here.equals(name(from)); link = arrivedBy.get(here)) {
            path.addFirst(link);
            here = other(link, here);
        }
        return List.copyOf(path);
    }

    private static String other(Link link, String record) {
        return name(link.left()).equals(record) ? name(link.right()) : name(link.left());
    }

    private static String name(RecordRef record) {
        return record.source() + ":" + record.recordId();
    }
}
