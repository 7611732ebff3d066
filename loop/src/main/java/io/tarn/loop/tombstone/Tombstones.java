package io.tarn.loop.tombstone;

import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.storage.Registry;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Tells who was forgotten. While nobody was, it costs nothing to ask. Safe to share between threads; a process that
 * forgets and one that asks share one of these, for it counts tombstones once.
 */
public final class Tombstones {
    /** Nobody was forgotten. */
    public static final Tombstones NONE = new Tombstones();

    /** How many identifiers that were asked about and are not forgotten it remembers. */
    private static final int KNOWN_MAX = 200_000;

    private static final Set<IdentifierType> OF_DEVICES = Set.of(IdentifierType.ANONYMOUS_ID, IdentifierType.DEVICE_ID);

    private final Optional<Registry> registry;
    private final Optional<TombstoneKey> key;
    private final Map<Identifier, Boolean> known = new ConcurrentHashMap<>();
    private volatile boolean empty;

    private Tombstones() {
        registry = Optional.empty();
        key = Optional.empty();
        empty = true;
    }

    public Tombstones(Registry registry, TombstoneKey key) {
        this.registry = Optional.of(registry);
        this.key = Optional.of(key);
        this.empty = registry.tombstoneCount() == 0;
    }

    public boolean isEmpty() {
        return empty;
    }

    /** The tombstone of an identifier. */
    public String of(Identifier identifier) {
        return hash(identifier.type().name() + ":" + identifier.value());
    }

    /** The tombstone of a record of a table source, or of what one says. */
    public String ofRecord(String source, String record) {
        return hash("record:" + source + ":" + record);
    }

    private String hash(String text) {
        return key.orElseThrow(() -> new IllegalStateException("Nobody can be forgotten here."))
                .hash(text);
    }

    /** Keeps tombstones for good. */
    public void add(Set<String> tombstones, Instant at) {
        registry.orElseThrow(() -> new IllegalStateException("Nobody can be forgotten here."))
                .addTombstones(tombstones, at);
        known.clear();
        empty = empty && tombstones.isEmpty();
    }

    /** Which of these are tombstones. */
    public Set<String> find(Set<String> hashes) {
        return empty || hashes.isEmpty() ? Set.of() : registry.orElseThrow().findTombstones(hashes);
    }

    /**
     * Whether what carries these identifiers is about somebody who was forgotten. An id of a device alone does not
     * tell, when beside it stands somebody who was not: the device has a new user then.
     */
    public boolean forgets(Collection<Identifier> identifiers) {
        return !empty && forgets(identifiers, this::isForgotten);
    }

    /** The same, with the look-up of one identifier given. */
    boolean forgets(Collection<Identifier> identifiers, Predicate<Identifier> isForgotten) {
        boolean anyForgotten = false;
        boolean anyOther = false;
        for (Identifier one : identifiers) {
            boolean ofDevice = OF_DEVICES.contains(one.type());
            boolean forgotten = isForgotten.test(one);
            if (forgotten && !ofDevice) {
                return true;
            }
            anyForgotten |= forgotten;
            anyOther |= !forgotten && !ofDevice;
        }
        return anyForgotten && !anyOther;
    }

    private boolean isForgotten(Identifier identifier) {
        Boolean before = known.get(identifier);
        if (before != null) {
            return before;
        }
        boolean forgotten = !find(Set.of(of(identifier))).isEmpty();
        if (known.size() >= KNOWN_MAX) {
            known.clear();
        }
        known.put(identifier, forgotten);
        return forgotten;
    }

    /** The tombstones of several identifiers. */
    public Set<String> of(Collection<Identifier> identifiers) {
        Set<String> all = new HashSet<>();
        List.copyOf(identifiers).forEach(one -> all.add(of(one)));
        return all;
    }
}
