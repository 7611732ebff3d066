package io.tarn.loop.live;

import io.tarn.collect.admit.TraitNames;
import io.tarn.model.event.Event;
import io.tarn.model.event.EventHead;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.ConsentValue;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Merge;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.ProfileChange;
import io.tarn.model.profile.RecentEvent;
import io.tarn.model.profile.TraitValue;
import io.tarn.storage.IdentifierState;
import io.tarn.storage.Outgoing;
import io.tarn.understand.trait.TraitEngine;
import io.tarn.understand.trait.TraitEngine.Occurrence;
import io.tarn.understand.trait.TraitUpdate;
import io.tarn.unify.live.IdentityResolver;
import io.tarn.unify.live.Resolution;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lets one accepted event find its person and change a profile. What it changes is the workspace. Confined to the writer. */
final class EventStep {
    private final IdentityResolver resolver;
    private final Contention contention;
    private final TraitEngine traits;
    private long resolvedNanos;

    EventStep(IdentityResolver resolver, Contention contention, TraitEngine traits) {
        this.resolver = resolver;
        this.contention = contention;
        this.traits = traits;
    }

    /** What every identifier of an event is: those of its head, and the one that an alias names. */
    static List<Identifier> identifiers(Event event) {
        if (!(event instanceof Event.Alias alias)) {
            return event.head().identifiers();
        }
        List<Identifier> all = new ArrayList<>(event.head().identifiers());
        if (!all.contains(alias.previous())) {
            all.add(alias.previous());
        }
        return all;
    }

    /** When the person of the last event was found, by {@link System#nanoTime()}. */
    long resolvedNanos() {
        return resolvedNanos;
    }

    /** Applies an event. */
    LiveStepResult apply(long offset, Event event, Workspace work) {
        EventHead head = event.head();
        EventKey key = head.key();
        Resolution resolution = resolver.resolve(
                identifiers(event),
                event instanceof Event.Alias ? IdentityResolver.Limits.WAIVED : IdentityResolver.Limits.KEPT,
                () -> newborn(key),
                key.messageId(),
                head.receivedAt(),
                work);
        resolvedNanos = System.nanoTime();
        Map<String, String> properties = FlatProperties.of(event.properties());
        return switch (resolution) {
            case Resolution.Nobody _ -> {
                work.send(new Outgoing.Taken(offset, Optional.empty(), Optional.empty()));
                yield LiveStepResult.none();
            }
            case Resolution.New(ProfileId id, List<Identifier> gained, var aside) -> {
                Constituent born = Constituent.born(id, head.receivedAt(), Constituent.Origin.LIVE);
                work.put(Profile.of(born));
                contention.mark(aside, id, work);
                yield counted(offset, event, id, gained, properties, work, ProfileChange.Kind.NEW, List.of());
            }
            case Resolution.Known(ProfileId id, List<Identifier> gained, var aside) -> {
                contention.mark(aside, id, work);
                yield counted(offset, event, id, gained, properties, work, ProfileChange.Kind.KNOWN, List.of());
            }
            case Resolution.Merged(ProfileId id, List<Identifier> gained, List<Merge> merges, var aside) -> {
                List<ProfileId> absorbed = Joining.join(merges, work);
                contention.mark(aside, id, work);
                yield counted(offset, event, id, gained, properties, work, ProfileChange.Kind.MERGED, absorbed);
            }
        };
    }

    private LiveStepResult counted(
            long offset,
            Event event,
            ProfileId constituent,
            Collection<Identifier> gained,
            Map<String, String> properties,
            Workspace work,
            ProfileChange.Kind kind,
            List<ProfileId> absorbed) {
        EventHead head = event.head();
        RecentEvent recent = new RecentEvent(head.key(), event.type(), event.name(), head.timestamp());
        Profile before = livePart(work.profile(constituent), constituent, event);
        ProfileId part = takesEvents(before, constituent).orElseThrow().id();
        Constituent after = before.constituent(part)
                .withIdentifiers(gained)
                .withTraits(said(event))
                .withConsents(consents(head))
                .withEvent(recent);
        TraitUpdate update = traits.count(after, Occurrence.of(event), properties, work);
        work.follow(update);
        Profile now = before.with(update.constituent());
        work.put(now);
        gained.forEach(one -> work.point(one, Optional.of(IdentifierState.of(part))));
        work.send(new Outgoing.Taken(offset, Optional.of(now.id()), Optional.of(part)));
        return new LiveStepResult(Optional.of(new LiveStepResult.Changed(
                offset, head.receivedAt(), kind, before, now, absorbed, Optional.of(recent))));
    }

    /** The constituent that takes an event: the one it leads to, or the oldest live one beside what gold published. */
    private static Optional<Constituent> takesEvents(Profile profile, ProfileId constituent) {
        Constituent found = profile.constituent(constituent);
        if (found.origin() == Constituent.Origin.LIVE) {
            return Optional.of(found);
        }
        return profile.constituents().stream()
                .filter(one -> one.origin() == Constituent.Origin.LIVE)
                .min(Comparator.comparing(Constituent::createdAt).thenComparing(Constituent::id));
    }

    /** The profile with a live constituent: what a gold run published is the run's alone and takes no events. */
    private static Profile livePart(Profile profile, ProfileId constituent, Event event) {
        if (takesEvents(profile, constituent).isPresent()) {
            return profile;
        }
        EventHead head = event.head();
        Constituent born = Constituent.born(newborn(head.key()), head.receivedAt(), Constituent.Origin.LIVE);
        Merge merge = new Merge(
                constituent,
                born.id(),
                Merge.byIdentifiers(head.identifiers().toArray(Identifier[]::new)),
                head.key().messageId(),
                head.receivedAt());
        return profile.joined(Profile.of(born), merge);
    }

    private static ProfileId newborn(EventKey key) {
        return ProfileId.derive("event:" + key.source(), key.messageId(), 0);
    }

    private static Map<String, TraitValue> said(Event event) {
        if (!(event instanceof Event.Identify identify)) {
            return Map.of();
        }
        EventHead head = identify.head();
        Map<String, TraitValue> said = new TreeMap<>();
        TraitNames.canonical(identify.traits())
                .forEach((name, value) -> said.put(
                        name,
                        new TraitValue(
                                value,
                                head.key().source().value(),
                                head.timestamp(),
                                head.key().messageId())));
        return said;
    }

    private static Map<String, ConsentValue> consents(EventHead head) {
        if (head.consents().isEmpty()) {
            return Map.of();
        }
        Map<String, ConsentValue> said = new TreeMap<>();
        head.consents()
                .forEach((category, given) -> said.put(
                        category, new ConsentValue(given, head.key().source().value(), head.timestamp())));
        return said;
    }
}
