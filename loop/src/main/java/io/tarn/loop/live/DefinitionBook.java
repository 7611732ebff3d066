package io.tarn.loop.live;

import io.tarn.model.policy.TextHash;
import io.tarn.storage.Batch;
import io.tarn.storage.ProfileStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which definitions of one kind a store goes by, each by its hash: what it has counted from the beginning of the log, or
 * whom it has let into audiences. The store itself keeps them, so that they go when it goes.
 */
public final class DefinitionBook {
    private final String kind;
    private final Map<String, String> now = new TreeMap<>();

    private DefinitionBook(String kind, Map<String, String> texts) {
        this.kind = kind;
        texts.forEach((name, text) -> now.put(name, TextHash.of(text)));
    }

    /** Of what is counted of events. */
    public static DefinitionBook ofCounts(LiveRules rules) {
        return new DefinitionBook("counted_traits", rules.counting().definitions());
    }

    /** Of audiences. */
    public static DefinitionBook ofAudiences(LiveRules rules) {
        Map<String, String> texts = new TreeMap<>();
        rules.campaigns()
                .audiences()
                .forEach(audience -> texts.put(audience.name().value(), audience.text()));
        return new DefinitionBook("live_audiences", texts);
    }

    /** Whether a store goes by exactly these; one that has seen nothing yet will. */
    public boolean holdsFor(ProfileStore store) {
        return store.offset() == 0 || store.definitions(kind).equals(now);
    }

    /** The names of those that a store goes by as they are. */
    public Set<String> kept(ProfileStore store) {
        Set<String> kept = new HashSet<>();
        store.definitions(kind).forEach((name, hash) -> {
            if (hash.equals(now.get(name))) {
                kept.add(name);
            }
        });
        return kept;
    }

    /** The names of those that a store goes by and that are not, or not so, any more. */
    public Set<String> outdated(ProfileStore store) {
        Set<String> outdated = new HashSet<>(store.definitions(kind).keySet());
        outdated.removeAll(kept(store));
        return outdated;
    }

    /** Strikes out of a store's book what is outdated. */
    void strike(ProfileStore store) {
        List<Batch.Definition> changes = new ArrayList<>();
        outdated(store).forEach(name -> changes.add(new Batch.Definition(kind, name, "")));
        commit(store, changes);
    }

    /** Notes that a store goes by these. */
    public void write(ProfileStore store) {
        Map<String, String> written = store.definitions(kind);
        List<Batch.Definition> changes = new ArrayList<>();
        now.forEach((name, hash) -> {
            if (!hash.equals(written.get(name))) {
                changes.add(new Batch.Definition(kind, name, hash));
            }
        });
        written.keySet().stream()
                .filter(name -> !now.containsKey(name))
                .forEach(name -> changes.add(new Batch.Definition(kind, name, "")));
        commit(store, changes);
    }

    private static void commit(ProfileStore store, List<Batch.Definition> changes) {
        if (!changes.isEmpty()) {
            store.commit(Batch.defining(store.offset(), changes, Optional.empty()));
        }
    }
}
