package io.tarn.understand.trait;

import io.tarn.model.event.Event;
import io.tarn.model.event.Value;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.profile.Aggregate;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.NamedValues;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.WindowEntry;
import io.tarn.understand.trait.TraitUpdate.InWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Keeps computed traits up to date: event by event, and as time passes. Immutable.
 *
 * <p>Each constituent keeps the state over its own events; a profile's value is what its constituents' states combine
 * to, so a merge adds up and an unmerge takes apart again without counting anything anew.
 */
public final class TraitEngine {
    private final List<ComputedTrait> traits;
    private final List<Kept> windowed = new ArrayList<>();
    private final Set<String> windowedNames = new HashSet<>();
    private final Map<String, List<Kept>> byEvent = new HashMap<>();
    /** How long what windows hold is remembered, by the name of the entries: as long as the longest of them is. */
    private final Map<String, Duration> remembered = new TreeMap<>();

    public TraitEngine(List<ComputedTrait> traits) {
        this(traits, Features.none());
    }

    /** Keeps also what audiences ask for. */
    public TraitEngine(List<ComputedTrait> traits, Features features) {
        this.traits = List.copyOf(traits);
        traits.forEach(trait -> keep(Kept.of(trait)));
        features.hidden().forEach(this::keep);
    }

    private TraitEngine(Collection<Kept> some) {
        this.traits = List.of();
        some.forEach(this::keep);
    }

    /** One that keeps of all this only what bears some names. */
    public TraitEngine only(Set<String> names) {
        return new TraitEngine(all().filter(kept -> names.contains(kept.name())).toList());
    }

    /** What it keeps by name, entries of windows included: a text that is another where something else is kept. */
    public Map<String, String> definitions() {
        Map<String, String> definitions = new TreeMap<>();
        all().forEach(kept -> definitions.put(kept.name(), kept.toString()));
        remembered.forEach((entries, longest) -> definitions.put(entries, longest.toString()));
        return definitions;
    }

    /** Whether a name of {@link #definitions} is that under which the entries of windows are kept. */
    public static boolean isOfEntries(String name) {
        return name.startsWith(Kept.ENTRIES_PREFIX);
    }

    /** How long entries that are kept under a name matter; not at all when empty. */
    public Optional<Duration> remembered(String entries) {
        return Optional.ofNullable(remembered.get(entries));
    }

    /** The names of the events that it looks at. */
    public Set<String> events() {
        return new TreeSet<>(byEvent.keySet());
    }

    /** The paths of the properties that it looks at. */
    public Set<String> properties() {
        Set<String> paths = new TreeSet<>();
        all().forEach(kept -> {
            kept.property().ifPresent(paths::add);
            kept.conditions().forEach(condition -> paths.add(condition.property()));
        });
        return paths;
    }

    private Stream<Kept> all() {
        return byEvent.values().stream().flatMap(List::stream);
    }

    private void keep(Kept kept) {
        byEvent.computeIfAbsent(kept.event(), name -> new ArrayList<>()).add(kept);
        if (kept.window().isPresent()) {
            windowed.add(kept);
            windowedNames.add(kept.name());
            remembered.merge(kept.entries(), kept.window().get(), TraitEngine::longer);
        }
    }

    private static Duration longer(Duration left, Duration right) {
        return left.compareTo(right) >= 0 ? left : right;
    }

    /** The definitions that it works by. */
    public List<ComputedTrait> traits() {
        return traits;
    }

    /**
     * An event, as far as it is counted.
     *
     * @param at when it happened
     * @param asOf as of when it is counted
     */
    public record Occurrence(String name, Instant at, String messageId, Instant asOf) {
        public static Occurrence of(Event event) {
            return new Occurrence(
                    event.name(),
                    event.head().timestamp(),
                    event.head().key().messageId(),
                    event.head().receivedAt());
        }
    }

    /**
     * Counts an event.
     *
     * @param properties of the event, flat
     */
    public TraitUpdate count(
            Constituent constituent, Occurrence event, Map<String, String> properties, Windows windows) {
        List<Kept> concerned = byEvent.getOrDefault(event.name(), List.of());
        if (concerned.isEmpty()) {
            return new TraitUpdate(constituent, List.of(), List.of(), Optional.empty());
        }
        Work work = new Work(constituent, event.asOf(), windows);
        for (Kept trait : concerned) {
            if (trait.counts(event.name(), properties)) {
                String text = trait.property().map(properties::get).orElse("");
                work.add(trait, text, event);
            }
        }
        return work.update();
    }

    /** Lets leave what has left its window by an instant. */
    public TraitUpdate passTime(Constituent constituent, Instant asOf, Windows windows) {
        Work work = new Work(constituent, asOf, windows);
        windowed.forEach(work::expire);
        TraitUpdate update = work.update();
        return new TraitUpdate(update.constituent(), update.added(), update.dropped(), earliest(update.constituent()));
    }

    /** When the next event of a constituent leaves a window. */
    public Optional<Instant> leavesNext(Constituent constituent) {
        return earliest(constituent);
    }

    /** Whether something of a constituent has left its window by an instant and still counts. */
    public boolean isStale(Constituent constituent, Instant asOf) {
        return earliest(constituent).filter(at -> !at.isAfter(asOf)).isPresent();
    }

    /** What the computed traits of a profile are worth; missing ones are left out. */
    public Map<String, Value> values(Profile profile) {
        Map<String, Value> values = new TreeMap<>();
        for (ComputedTrait trait : traits) {
            Optional<Aggregate> all = Optional.empty();
            for (Constituent one : profile.constituents()) {
                Aggregate.State state = one.states().get(trait.name());
                if (state != null && state.aggregate().isPresent()) {
                    Aggregate own = state.aggregate().get();
                    all = Optional.of(all.map(sum -> Aggregates.combine(trait.function(), sum, own))
                            .orElse(own));
                }
            }
            Aggregates.value(trait.function(), all).ifPresent(value -> values.put(trait.name(), value));
        }
        return values;
    }

    private Optional<Instant> earliest(Constituent constituent) {
        Optional<Instant> earliest = Optional.empty();
        if (windowed.isEmpty()) {
            return earliest;
        }
        for (Map.Entry<String, Aggregate.State> entry : constituent.states().entrySet()) {
            Optional<Instant> leavesAt = entry.getValue().leavesAt();
            if (leavesAt.isPresent() && windowedNames.contains(entry.getKey())) {
                earliest = earlier(earliest, leavesAt);
            }
        }
        return earliest;
    }

    static Optional<Instant> earlier(Optional<Instant> left, Optional<Instant> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() ? right : left;
        }
        return left.get().isBefore(right.get()) ? left : right;
    }

    /** The work on one constituent. Confined to one call. */
    private final class Work {
        private final Constituent before;
        private final Instant asOf;
        private final Windows windows;
        private NamedValues<Aggregate.State> states;
        private final Set<InWindow> added = new LinkedHashSet<>();
        private final Set<InWindow> dropped = new LinkedHashSet<>();

        Work(Constituent before, Instant asOf, Windows windows) {
            this.before = before;
            this.asOf = asOf;
            this.windows = windows;
            this.states = NamedValues.copyOf(before.states());
        }

        void add(Kept trait, String text, Occurrence event) {
            Instant at = event.at();
            String messageId = event.messageId();
            Optional<Aggregate> one = Aggregates.of(trait.function(), text, at, messageId);
            if (one.isEmpty()) {
                return;
            }
            Optional<Instant> leavesAt = trait.window().map(at::plus);
            if (leavesAt.isPresent()) {
                if (!leavesAt.get().isAfter(asOf)) {
                    return;
                }
                expire(trait);
                added.add(new InWindow(trait.entries(), new WindowEntry(at, messageId, new Value.Text(text))));
            }
            Aggregate.State old = states.getOrDefault(trait.name(), Aggregate.State.EMPTY);
            Aggregate sum = old.aggregate()
                    .map(aggregate -> Aggregates.combine(trait.function(), aggregate, one.get()))
                    .orElseGet(one::get);
            states =
                    states.with(trait.name(), new Aggregate.State(Optional.of(sum), earlier(old.leavesAt(), leavesAt)));
        }

        /** Takes out what has left the window, and counts anew what remains in it. */
        void expire(Kept trait) {
            Aggregate.State state = states.getOrDefault(trait.name(), Aggregate.State.EMPTY);
            if (trait.window().isEmpty()
                    || state.leavesAt().isEmpty()
                    || state.leavesAt().get().isAfter(asOf)) {
                return;
            }
            Instant begin = asOf.minus(trait.window().get());
            boolean nobodyLooksBack = trait.window().get().equals(remembered.get(trait.entries()));
            Optional<Aggregate> rest = Optional.empty();
            Optional<Instant> leavesAt = Optional.empty();
            for (WindowEntry entry :
                    windows.entries(before.id(), trait.entries(), nobodyLooksBack ? Instant.MIN : begin)) {
                if (!entry.at().isAfter(begin)) {
                    dropped.add(new InWindow(trait.entries(), entry));
                    continue;
                }
                String text = entry.value() instanceof Value.Text(String held) ? held : "";
                Aggregate one = Aggregates.of(trait.function(), text, entry.at(), entry.messageId())
                        .orElseThrow();
                rest = Optional.of(rest.map(sum -> Aggregates.combine(trait.function(), sum, one))
                        .orElse(one));
                leavesAt = earlier(
                        leavesAt, Optional.of(entry.at().plus(trait.window().get())));
            }
            if (rest.isEmpty()) {
                states = states.without(trait.name());
            } else {
                states = states.with(trait.name(), new Aggregate.State(rest, leavesAt));
            }
        }

        TraitUpdate update() {
            Constituent after = before.withStates(states);
            Optional<Instant> was = earliest(before);
            Optional<Instant> now = earliest(after);
            boolean sooner = now.isPresent() && (was.isEmpty() || now.get().isBefore(was.get()));
            return new TraitUpdate(after, List.copyOf(added), List.copyOf(dropped), sooner ? now : Optional.empty());
        }
    }
}
