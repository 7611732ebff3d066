package io.tarn.loop.live;

import io.tarn.model.profile.WindowEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One window as a batch sees it: what the store has, read when it is asked for, and what the batch did to it. Confined
 * to one thread and one batch.
 */
final class OpenWindow {
    private static final Comparator<WindowEntry> OLDEST_FIRST =
            Comparator.comparing(WindowEntry::at).thenComparing(WindowEntry::messageId);

    private final List<WindowEntry> added = new ArrayList<>(1);
    private final List<WindowEntry> dropped = new ArrayList<>(0);
    private Instant readAfter = Instant.MAX;
    /** What happened after that; of an event that both store and batch have there is one. */
    private @Nullable TreeSet<WindowEntry> entries;

    /**
     * Entries, oldest first.
     *
     * @param after only what happened after this
     * @param stored reads them from the store
     */
    List<WindowEntry> entries(Instant after, Function<Instant, List<WindowEntry>> stored) {
        TreeSet<WindowEntry> all = entries;
        if (all == null || after.isBefore(readAfter)) {
            all = new TreeSet<>(OLDEST_FIRST);
            all.addAll(stored.apply(after));
            all.addAll(added);
            dropped.forEach(all::remove);
            readAfter = after;
            entries = all;
        }
        return all.stream().filter(entry -> entry.at().isAfter(after)).toList();
    }

    void add(WindowEntry entry) {
        added.add(entry);
        if (entries != null) {
            entries.add(entry);
        }
    }

    void drop(WindowEntry entry) {
        dropped.add(entry);
        if (entries != null) {
            entries.remove(entry);
        }
    }
}
