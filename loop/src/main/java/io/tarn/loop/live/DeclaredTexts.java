package io.tarn.loop.live;

import io.tarn.model.log.LogEntry;
import io.tarn.storage.EventLog;
import io.tarn.storage.EventLog.Logged;
import io.tarn.storage.ProfileStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The texts of the definitions that the live road goes by, by file, as the log has them: an entry each time that one is
 * new, other or gone. So whoever reads the log again knows what held when.
 */
public final class DeclaredTexts {
    /** The kind of an entry that says what a file declares; empty where it is gone. */
    static final String KIND = "declared";

    private static final int READ_MAX = 5_000;

    private DeclaredTexts() {}

    /**
     * Definitions that hold from a place of the log on.
     *
     * @param begin the first entry for which they hold
     * @param at when they were taken over
     * @param texts all of them, by file
     */
    public record Version(long begin, Instant at, Map<String, String> texts) {
        public Version {
            texts = Map.copyOf(texts);
        }
    }

    /** Those that a store has heard of last. */
    public static Map<String, String> known(ProfileStore store) {
        return store.definitions(KIND);
    }

    /** What the log must be told where a store has heard of others than those of now. */
    public static List<LogEntry> changes(ProfileStore store, Map<String, String> now, Instant at) {
        Map<String, String> known = known(store);
        List<LogEntry> changes = new ArrayList<>();
        new TreeMap<>(now).forEach((file, text) -> {
            if (!text.equals(known.get(file))) {
                changes.add(new LogEntry.Defined(at, KIND, file, text));
            }
        });
        new TreeMap<>(known)
                .keySet().stream()
                        .filter(file -> !now.containsKey(file))
                        .forEach(file -> changes.add(new LogEntry.Defined(at, KIND, file, "")));
        return changes;
    }

    /** All that the log has, in order; entries that follow each other are one version. */
    public static List<Version> versions(EventLog log) {
        List<Version> versions = new ArrayList<>();
        Map<String, String> texts = new TreeMap<>();
        long offset = log.firstOffset();
        for (List<Logged> some = log.read(offset, READ_MAX); !some.isEmpty(); some = log.read(offset, READ_MAX)) {
            for (Logged one : some) {
                if (one.entry() instanceof LogEntry.Defined defined
                        && defined.kind().equals(KIND)) {
                    texts.put(defined.name(), defined.text());
                    texts.values().removeIf(String::isEmpty);
                    if (!versions.isEmpty() && versions.getLast().begin() == one.offset()) {
                        versions.removeLast();
                    }
                    versions.add(new Version(one.offset() + 1, defined.at(), texts));
                }
            }
            offset = some.getLast().offset() + 1;
        }
        return List.copyOf(versions);
    }
}
