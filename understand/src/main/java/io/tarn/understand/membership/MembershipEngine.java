package io.tarn.understand.membership;

import io.tarn.audience.bind.Dependencies;
import io.tarn.audience.bind.EventFeature;
import io.tarn.audience.eval.Membership;
import io.tarn.audience.eval.ProfileEvaluator;
import io.tarn.audience.eval.ProfileView;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.policy.AudienceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps memberships up to date: of all audiences it asks only those that a change can concern, and all of them when
 * time may have changed one. Immutable.
 */
public final class MembershipEngine {
    private final List<LiveAudience> audiences;
    private final Map<AudienceName, Integer> places = new HashMap<>();
    private final Map<String, BitSet> byEvent = new HashMap<>();
    private final Map<String, BitSet> byTrait = new HashMap<>();
    private final Map<String, BitSet> byConsent = new HashMap<>();
    private final BitSet byAddress = new BitSet();
    private final BitSet all = new BitSet();

    public MembershipEngine(List<LiveAudience> audiences) {
        this.audiences = audiences.stream()
                .sorted(Comparator.comparing(LiveAudience::name))
                .toList();
        for (int i = 0; i < this.audiences.size(); i++) {
            index(i, this.audiences.get(i));
        }
    }

    private void index(int place, LiveAudience audience) {
        Dependencies dependencies = audience.expression().dependencies();
        places.put(audience.name(), place);
        all.set(place);
        dependencies.events().forEach(name -> mark(byEvent, name, place));
        dependencies.traits().forEach(name -> mark(byTrait, name, place));
        for (String purpose : dependencies.consents()) {
            mark(byConsent, purpose, place);
            for (ChannelKind channel : ChannelKind.values()) {
                mark(byConsent, purpose + "." + channel.word(), place);
                mark(byConsent, channel.word(), place);
            }
        }
        if (!dependencies.channels().isEmpty()) {
            byAddress.set(place);
        }
    }

    private static void mark(Map<String, BitSet> index, String name, int place) {
        index.computeIfAbsent(name, key -> new BitSet()).set(place);
    }

    /** The audiences that it keeps, by name. */
    public List<LiveAudience> audiences() {
        return audiences;
    }

    /** What profiles must keep of their events for it. */
    public List<EventFeature> features() {
        return audiences.stream()
                .flatMap(one -> one.expression().features().stream())
                .distinct()
                .toList();
    }

    public boolean isEmpty() {
        return audiences.isEmpty();
    }

    /**
     * What a change makes of memberships. Of audiences that it does not know, a profile leaves only by
     * {@link Concern.Definitions}, which says that all are known.
     *
     * @param before what the profile was in, and since when
     * @param wakesAt when time alone may change one of them, as the last update said
     */
    public MembershipUpdate update(
            ProfileView profile,
            Map<AudienceName, Instant> before,
            Optional<Instant> wakesAt,
            Concern concern,
            Instant asOf) {
        boolean awake = !(concern instanceof Concern.Definitions)
                && wakesAt.filter(at -> !at.isAfter(asOf)).isPresent();
        BitSet asked = awake ? all : concerned(concern);
        Optional<Instant> wakes = asked.equals(all) ? Optional.empty() : wakesAt;
        BitSet members = members(before);
        List<AudienceName> entered = new ArrayList<>();
        List<AudienceName> exited = new ArrayList<>();
        for (int i = asked.nextSetBit(0); i >= 0; i = asked.nextSetBit(i + 1)) {
            LiveAudience audience = audiences.get(i);
            Membership now = ProfileEvaluator.evaluate(audience.expression(), profile, asOf);
            wakes = earlier(wakes, now.changesAt());
            if (now.member() != members.get(i)) {
                (now.member() ? entered : exited).add(audience.name());
            }
        }
        if (concern instanceof Concern.Definitions) {
            before.keySet().stream().filter(name -> !places.containsKey(name)).forEach(exited::add);
        }
        return new MembershipUpdate(after(before, entered, exited, asOf), wakes, entered, exited);
    }

    private BitSet members(Map<AudienceName, Instant> before) {
        BitSet members = new BitSet();
        for (AudienceName name : before.keySet()) {
            Integer place = places.get(name);
            if (place != null) {
                members.set(place);
            }
        }
        return members;
    }

    private static Map<AudienceName, Instant> after(
            Map<AudienceName, Instant> before, List<AudienceName> entered, List<AudienceName> exited, Instant asOf) {
        if (entered.isEmpty() && exited.isEmpty()) {
            return before;
        }
        Map<AudienceName, Instant> after = new TreeMap<>(before);
        exited.forEach(after::remove);
        entered.forEach(name -> after.put(name, asOf));
        return after;
    }

    private BitSet concerned(Concern concern) {
        return switch (concern) {
            case Concern.Everything _ -> all;
            case Concern.Time _ -> new BitSet();
            case Concern.Definitions(var changed) -> {
                BitSet concerned = new BitSet();
                for (int i = 0; i < audiences.size(); i++) {
                    concerned.set(i, changed.contains(audiences.get(i).name()));
                }
                yield concerned;
            }
            case Concern.Event(var event, var traits, var consents, boolean identifiers) -> {
                BitSet concerned = new BitSet();
                add(concerned, byEvent.get(event));
                traits.forEach(name -> add(concerned, byTrait.get(name)));
                consents.forEach(name -> add(concerned, byConsent.get(name)));
                if (identifiers) {
                    concerned.or(byAddress);
                }
                yield concerned;
            }
        };
    }

    private static void add(BitSet all, @Nullable BitSet some) {
        if (some != null) {
            all.or(some);
        }
    }

    private static Optional<Instant> earlier(Optional<Instant> left, Optional<Instant> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() ? right : left;
        }
        return left.get().isBefore(right.get()) ? left : right;
    }
}
