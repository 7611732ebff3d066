package io.tarn.loop.live;

import io.tarn.collect.admit.TraitNames;
import io.tarn.lake.table.EngagementTables;
import io.tarn.loop.live.LiveStepResult.Changed;
import io.tarn.model.decision.Standing;
import io.tarn.model.event.Event;
import io.tarn.model.event.EventKey;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.ProfileChange.Kind;
import io.tarn.storage.Outgoing;
import io.tarn.storage.Timer;
import io.tarn.understand.membership.Concern;
import io.tarn.understand.membership.KnownProfile;
import io.tarn.understand.membership.MembershipEngine;
import io.tarn.understand.membership.MembershipUpdate;
import io.tarn.understand.trait.Features;
import io.tarn.understand.trait.TraitEngine;
import io.tarn.understand.trait.TraitUpdate;
import io.tarn.wire.row.EngagementRowCodec;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets what changed of a person change what they are in. What it changes is the workspace. Confined to one thread. */
final class MembershipStep {
    private static final String DEFINITION = "definition";

    private final MembershipEngine membership;
    private final Features features;
    private final TraitEngine traits;

    MembershipStep(LiveRules rules, TraitEngine traits) {
        this.membership = rules.membership();
        this.features = rules.features();
        this.traits = traits;
    }

    /** Whether there is no audience to keep. */
    boolean isIdle() {
        return membership.isEmpty();
    }

    /** Applies what one step changed; returns what the person entered by it. */
    List<AudienceName> apply(Changed changed, Optional<Event> event, Workspace work) {
        Profile profile = fresh(work.profile(changed.after().id()), changed.at(), work);
        return follow(profile, concern(changed, event), moment(changed, event), work);
    }

    private static Moment moment(Changed changed, Optional<Event> event) {
        return new Moment(
                changed.offset(),
                changed.at(),
                cause(changed.kind()),
                event.map(one -> one.head().key()));
    }

    /** Lets a profile be in audiences that say something else than before. */
    void fill(long offset, Instant asOf, ProfileId id, Concern.Definitions changed, Workspace work) {
        Profile profile = fresh(work.profile(id), asOf, work);
        Moment moment = new Moment(offset, asOf, DEFINITION, Optional.empty());
        follow(profile, changed, moment, work);
    }

    /** With nothing in it that has left its window. */
    private Profile fresh(Profile profile, Instant asOf, Workspace work) {
        Profile now = profile;
        for (Constituent one : profile.constituents()) {
            if (traits.isStale(one, asOf)) {
                TraitUpdate update = traits.passTime(one, asOf, work);
                work.follow(update);
                now = now.with(update.constituent());
            }
        }
        if (!now.equals(profile)) {
            work.put(now);
        }
        return now;
    }

    private static Concern concern(Changed changed, Optional<Event> event) {
        return switch (changed.kind()) {
            case NEW, MERGED, UNMERGED, PUBLISHED, FORGOTTEN -> new Concern.Everything();
            case TIME -> new Concern.Time();
            case KNOWN ->
                event.<Concern>map(one -> new Concern.Event(
                                one.name(),
                                one instanceof Event.Identify identify
                                        ? TraitNames.canonical(identify.traits())
                                                .keySet()
                                        : Set.of(),
                                one.head().consents().keySet(),
                                identifiers(changed.before()) != identifiers(changed.after())))
                        .orElseGet(Concern.Everything::new);
        };
    }

    private static int identifiers(Profile profile) {
        return profile.constituents().stream()
                .mapToInt(one -> one.identifiers().size())
                .sum();
    }

    /** Brings memberships up to date; returns what the person entered. */
    private List<AudienceName> follow(Profile profile, Concern concern, Moment moment, Workspace work) {
        ProfileId id = profile.id();
        Standing own = work.standing(id);
        Map<AudienceName, Instant> before = own.audiences();
        Optional<Instant> wakesAt = own.wakesAt();
        for (Constituent one : profile.constituents()) {
            Standing other = work.standing(one.id());
            if (one.id().equals(id) || other.audiences().isEmpty()) {
                continue;
            }
            before = joined(before, other.audiences());
            for (AudienceName audience : other.audiences().keySet()) {
                send(audience, one.id(), false, moment, work);
            }
            work.put(one.id(), other.withAudiences(Map.of(), Optional.empty()));
        }
        MembershipUpdate update =
                membership.update(new KnownProfile(profile, features, work), before, wakesAt, concern, moment.at());
        boolean joins = !before.equals(own.audiences());
        if (joins) {
            tell(own.audiences().keySet(), update.audiences().keySet(), id, moment, work);
        } else {
            update.entered().forEach(audience -> send(audience, id, true, moment, work));
            update.exited().forEach(audience -> send(audience, id, false, moment, work));
        }
        if (joins || update.isChange() || !update.wakesAt().equals(wakesAt)) {
            work.put(id, own.withAudiences(update.audiences(), update.wakesAt()));
        }
        if (!update.wakesAt().equals(wakesAt)) {
            update.wakesAt().ifPresent(at -> work.wake(new Timer(at, id)));
        }
        return update.entered();
    }

    /** Says what came and what went. */
    private static void tell(
            Set<AudienceName> before, Set<AudienceName> after, ProfileId id, Moment moment, Workspace work) {
        after.stream()
                .filter(audience -> !before.contains(audience))
                .forEach(audience -> send(audience, id, true, moment, work));
        before.stream()
                .filter(audience -> !after.contains(audience))
                .forEach(audience -> send(audience, id, false, moment, work));
    }

    private static Map<AudienceName, Instant> joined(
            Map<AudienceName, Instant> left, Map<AudienceName, Instant> right) {
        Map<AudienceName, Instant> both = new HashMap<>(left);
        right.forEach((name, since) -> both.merge(name, since, (a, b) -> a.isBefore(b) ? a : b));
        return both;
    }

    private static String cause(Kind kind) {
        return switch (kind) {
            case NEW, KNOWN -> "event";
            case TIME, MERGED, UNMERGED, PUBLISHED, FORGOTTEN -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    /** What makes memberships change, and when. */
    private record Moment(long offset, Instant at, String cause, Optional<EventKey> event) {}

    private static void send(AudienceName audience, ProfileId profile, boolean entered, Moment moment, Workspace work) {
        work.send(new Outgoing.Row(
                EngagementTables.AUDIENCE_CHANGES.name().toString(),
                moment.offset(),
                EngagementRowCodec.change(
                        moment.offset(),
                        new EngagementRowCodec.AudienceChange(
                                audience, profile, entered, moment.at(), moment.cause(), moment.event()))));
    }
}
