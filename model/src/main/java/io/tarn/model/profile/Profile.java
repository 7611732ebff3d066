package io.tarn.model.profile;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is known of one person: one constituent, or several that merges hold together.
 *
 * @param constituents by id
 * @param merges what holds them together, in the order in which it came; one fewer than constituents
 */
public record Profile(List<Constituent> constituents, List<Merge> merges) {
    /** How many constituents one profile may hold. */
    public static final int CONSTITUENTS_MAX = 200;

    /** The oldest of a gold run's comes first, then the oldest of all: its id is the profile's. */
    private static final Comparator<Constituent> SENIORITY = Comparator.comparing(Constituent::origin)
            .thenComparing(Constituent::createdAt)
            .thenComparing(Constituent::id);

    public Profile {
        constituents = inOrder(constituents);
        merges = List.copyOf(merges);
        if (constituents.isEmpty() || constituents.size() > CONSTITUENTS_MAX) {
            throw new TarnException(
                    ErrorCode.INVARIANT_BROKEN,
                    "A profile has " + constituents.size() + " constituents; 1 to " + CONSTITUENTS_MAX
                            + " are possible.");
        }
    }

    private static List<Constituent> inOrder(List<Constituent> constituents) {
        for (int i = 1; i < constituents.size(); i++) {
            if (constituents.get(i - 1).id().compareTo(constituents.get(i).id()) > 0) {
                return constituents.stream()
                        .sorted(Comparator.comparing(Constituent::id))
                        .toList();
            }
        }
        return List.copyOf(constituents);
    }

    public static Profile of(Constituent constituent) {
        return new Profile(List.of(constituent), List.of());
    }

    /** The id of its most senior constituent. */
    public ProfileId id() {
        return constituents.size() == 1
                ? constituents.getFirst().id()
                : constituents.stream().min(SENIORITY).orElseThrow().id();
    }

    /** All that leads to it, in order. */
    public SortedSet<Identifier> identifiers() {
        TreeSet<Identifier> all = new TreeSet<>();
        constituents.forEach(one -> all.addAll(one.identifiers()));
        return all;
    }

    /** Its traits, of each the value that survives. */
    public Map<String, TraitValue> traits() {
        if (constituents.size() == 1) {
            return constituents.getFirst().traits();
        }
        Map<String, TraitValue> all = new TreeMap<>();
        for (Constituent one : constituents) {
            one.traits()
                    .forEach(
                            (name, value) -> all.merge(name, value, (old, other) -> other.survives(old) ? other : old));
        }
        return all;
    }

    /** What it said of consent, of each category the word that stands. */
    public Map<String, ConsentValue> consents() {
        if (constituents.size() == 1) {
            return constituents.getFirst().consents();
        }
        Map<String, ConsentValue> all = new TreeMap<>();
        for (Constituent one : constituents) {
            one.consents()
                    .forEach(
                            (name, value) -> all.merge(name, value, (old, other) -> other.survives(old) ? other : old));
        }
        return all;
    }

    /** Its latest events, newest first. */
    public List<RecentEvent> recent() {
        if (constituents.size() == 1) {
            return constituents.getFirst().recent();
        }
        return constituents.stream()
                .flatMap(one -> one.recent().stream())
                .sorted(Constituent::order)
                .limit(Constituent.RECENT_MAX)
                .toList();
    }

    /** The constituent of an id that was given to it once. */
    public Constituent constituent(ProfileId id) {
        for (Constituent one : constituents) {
            if (one.id().equals(id)) {
                return one;
            }
        }
        throw new TarnException(ErrorCode.INVARIANT_BROKEN, "Profile " + id() + " has no constituent " + id + ".");
    }

    /** With one constituent as it is now. */
    public Profile with(Constituent changed) {
        if (constituents.size() == 1) {
            return new Profile(List.of(changed), merges);
        }
        List<Constituent> now = new ArrayList<>(constituents);
        now.replaceAll(one -> one.id().equals(changed.id()) ? changed : one);
        return new Profile(now, merges);
    }

    /** Joined with another; neither loses anything. */
    public Profile joined(Profile other, Merge merge) {
        List<Merge> all = new ArrayList<>(merges);
        all.addAll(other.merges());
        all.add(merge);
        return new Profile(
                Stream.concat(constituents.stream(), other.constituents().stream())
                        .toList(),
                all);
    }
}
