package io.tarn.loop.live;

import io.tarn.lake.run.TextHash;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.storage.Batch;
import io.tarn.storage.ProfileStore;
import io.tarn.wire.trait.ComputedTraitCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which definitions of computed traits a store has counted from the beginning of the log, each by its hash. The store
 * itself keeps them, so that they go when it goes.
 */
public final class TraitBook {
    private static final String KIND = "counted_traits";

    private final List<ComputedTrait> traits;
    private final Map<String, String> now = new TreeMap<>();

    public TraitBook(List<ComputedTrait> traits) {
        this.traits = List.copyOf(traits);
        traits.forEach(trait -> now.put(trait.name(), TextHash.of(ComputedTraitCodec.write(trait))));
    }

    /** Whether a store has counted all of these from the beginning; one that has seen nothing yet will. */
    public boolean holdsFor(ProfileStore store) {
        return store.offset() == 0 || store.definitions(KIND).entrySet().containsAll(now.entrySet());
    }

    /** Those of them that a store has counted so from the beginning. */
    public List<ComputedTrait> counted(ProfileStore store) {
        Map<String, String> written = store.definitions(KIND);
        return traits.stream()
                .filter(trait -> now.getOrDefault(trait.name(), "").equals(written.get(trait.name())))
                .toList();
    }

    /** Notes that a store has; what is not defined any more is struck out, for it is not counted from here on. */
    public void write(ProfileStore store) {
        Map<String, String> written = store.definitions(KIND);
        if (written.equals(now)) {
            return;
        }
        List<Batch.Definition> changes = new ArrayList<>();
        now.forEach((name, hash) -> changes.add(new Batch.Definition(KIND, name, hash)));
        written.keySet().stream()
                .filter(name -> !now.containsKey(name))
                .forEach(name -> changes.add(new Batch.Definition(KIND, name, "")));
        store.commit(Batch.defining(store.offset(), changes, Optional.empty()));
    }
}
