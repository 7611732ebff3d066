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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps computed traits up to date: event by event, and as time passes. Immutable.
 *
 * <p>Each constituent keeps the state over its own events; a profile's value is what its constituents' states combine
 * to, so a merge adds up and an unmerge takes apart again without counting anything anew.
 */
public final class TraitEngine {
    private final List<ComputedTrait> traits;
    private final List<ComputedTrait> windowed;
    private final Map<String, List<ComputedTrait>> byEvent = new HashMap<>();

    public TraitEngine(List<ComputedTrait> traits) {
        this.traits = List.copyOf(traits);
        this.windowed = traits.stream().filter(one -> one.window().isPresent()).toList();
        for (ComputedTrait trait : traits) {
            byEvent.computeIfAbsent(trait.event(), name -> new ArrayList<>()).add(trait);
        }
    }

    /** The definitions that it works by. */
    public List<ComputedTrait> traits() {
        return traits;
    }

    /**
     * Counts an event.
     *
     * @param properties of the event, flat
     */
    public TraitUpdate count(Constituent constituent, Event event, Map<String, String> properties, Windows windows) {
        List<ComputedTrait> concerned = byEvent.getOrDefault(event.name(), List.of());
        if (concerned.isEmpty()) {
            return new TraitUpdate(constituent, List.of(), List.of(), Optional.empty());
        }
        Work work = new Work(constituent, event.head().receivedAt(), windows);
        for (ComputedTrait trait : concerned) {
            if (EventFilter.counts(trait, event.name(), properties)) {
                String text = trait.property().map(properties::get).orElse("");
                work.add(trait, text, event);
            }
        }
        return work.update();
    }

    /** Lets leave what has left its window by an instant. */
    public TraitUpdate passTime(Constituent constituent, Instant asOf, Windows windows) {
        Work work = new Work(constituent, asOf, windows);
        for (ComputedTrait trait : traits) {
            work.expire(trait);
        }
        TraitUpdate update = work.update();
        return new TraitUpdate(update.constituent(), update.added(), update.dropped(), earliest(update.constituent()));
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
        for (ComputedTrait trait : windowed) {
            Aggregate.State state = constituent.states().get(trait.name());
            if (state != null) {
                earliest = earlier(earliest, state.leavesAt());
            }
        }
        return earliest;
    }

    private static Optional<Instant> earlier(Optional<Instant> left, Optional<Instant> right) {
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
        private final List<InWindow> added = new ArrayList<>();
        private final List<InWindow> dropped = new ArrayList<>();

        Work(Constituent before, Instant asOf, Windows windows) {
            this.before = before;
            this.asOf = asOf;
            this.windows = windows;
            this.states = NamedValues.copyOf(before.states());
        }

        void add(ComputedTrait trait, String text, Event event) {
            Instant at = event.head().timestamp();
            String messageId = event.head().key().messageId();
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
                added.add(new InWindow(trait.name(), new WindowEntry(at, messageId, new Value.Text(text))));
            }
            Aggregate.State old = states.getOrDefault(trait.name(), Aggregate.State.EMPTY);
            Aggregate sum = old.aggregate()
                    .map(aggregate -> Aggregates.combine(trait.function(), aggregate, one.get()))
                    .orElseGet(one::get);
            states =
                    states.with(trait.name(), new Aggregate.State(Optional.of(sum), earlier(old.leavesAt(), leavesAt)));
        }

        /** Takes out what has left the window, and counts anew what remains in it. */
        void expire(ComputedTrait trait) {
            Aggregate.State state = states.getOrDefault(trait.name(), Aggregate.State.EMPTY);
            if (trait.window().isEmpty()
                    || state.leavesAt().isEmpty()
                    || state.leavesAt().get().isAfter(asOf)) {
                return;
            }
            Instant begin = asOf.minus(trait.window().get());
            Optional<Aggregate> rest = Optional.empty();
            Optional<Instant> leavesAt = Optional.empty();
            for (WindowEntry entry : windows.entries(before.id(), trait.name())) {
                if (!entry.at().isAfter(begin)) {
                    dropped.add(new InWindow(trait.name(), entry));
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
            return new TraitUpdate(after, added, dropped, sooner ? now : Optional.empty());
        }
    }
}
