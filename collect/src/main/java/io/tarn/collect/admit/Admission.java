package io.tarn.collect.admit;

import io.tarn.collect.normalize.EmailForm;
import io.tarn.collect.normalize.PhoneForm;
import io.tarn.model.event.DecodedEvent;
import io.tarn.model.event.Event;
import io.tarn.model.event.EventHead;
import io.tarn.model.event.Violation;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.policy.TrackingPlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The door of the live road: brings identifiers into their form and holds an event against the rules that every event
 * keeps and against the tracking plan, which says nothing of what Tarn itself tells. Immutable, safe to share.
 *
 * <p>Whether an identifier's value stands for nobody, such as {@code null} spelled out, is not judged here.
 */
public final class Admission {
    /** Violations that no plan can excuse. */
    private static final Set<String> GRAVE = Set.of("message_id_too_long", "event_too_large");

    private final TrackingPlan plan;
    private final @Nullable String region;

    /**
     * @param region the country whose telephone numbers come without a country code, such as {@code DE}; empty when
     *     there is none
     */
    public Admission(TrackingPlan plan, String region) {
        this.plan = plan;
        this.region = region.isEmpty() ? null : region;
    }

    /** Takes an event in, or puts it aside with all that is wrong with it. */
    public Admitted admit(DecodedEvent decoded) {
        return switch (decoded) {
            case DecodedEvent.Unreadable(List<Violation> violations) -> new Admitted.Rejected(violations);
            case DecodedEvent.Understood(Event event, List<Violation> violations) -> admit(event, violations);
        };
    }

    private Admitted admit(Event read, List<Violation> noted) {
        List<Violation> violations = new ArrayList<>(noted);
        boolean grave = noted.stream().anyMatch(one -> GRAVE.contains(one.reason()));
        Event event = withIdentifiers(read, normalized(read.head().identifiers(), violations));
        if (event.head().identifiers().isEmpty()) {
            violations.add(AdmissionViolations.nobody());
            grave = true;
        }
        if (!plan.equals(TrackingPlan.OPEN) && !event.head().key().source().isReserved()) {
            List<Violation> unplanned = PlanCheck.violations(plan, event);
            violations.addAll(unplanned);
            grave |= plan.mode() == TrackingPlan.Mode.QUARANTINE && !unplanned.isEmpty();
        }
        return grave ? new Admitted.Rejected(violations) : new Admitted.Accepted(event, violations);
    }

    private List<Identifier> normalized(List<Identifier> said, List<Violation> violations) {
        Set<Identifier> normalized = new LinkedHashSet<>();
        for (Identifier one : said) {
            normalized(one)
                    .ifPresentOrElse(
                            normalized::add,
                            () -> violations.add(
                                    one.type().equals(IdentifierType.EMAIL)
                                            ? AdmissionViolations.emailUnreadable()
                                            : AdmissionViolations.phoneUnreadable()));
        }
        return List.copyOf(normalized);
    }

    /** An identifier in its form, as it is looked up; empty when an e-mail address or telephone number is none. */
    public Optional<Identifier> normalized(Identifier said) {
        if (said.type().equals(IdentifierType.EMAIL)) {
            return EmailForm.of(said.value()).map(form -> new Identifier(said.type(), form));
        }
        if (said.type().equals(IdentifierType.PHONE)) {
            return PhoneForm.valid(said.value(), region).map(form -> new Identifier(said.type(), form));
        }
        return Optional.of(said);
    }

    /** An event with its identifiers in their form, without a look at rules or plan. */
    public Event normalized(Event read) {
        return withIdentifiers(read, normalized(read.head().identifiers(), new ArrayList<>()));
    }

    private static Event withIdentifiers(Event event, List<Identifier> identifiers) {
        EventHead old = event.head();
        if (old.identifiers().equals(identifiers)) {
            return event;
        }
        EventHead head = new EventHead(
                old.key(),
                old.timestamp(),
                old.originalTimestamp(),
                old.receivedAt(),
                old.origin(),
                identifiers,
                old.consents(),
                old.context());
        return switch (event) {
            case Event.Track track -> new Event.Track(head, track.event(), track.details());
            case Event.Identify identify -> new Event.Identify(head, identify.traits());
            case Event.Page page -> new Event.Page(head, page.title(), page.details());
            case Event.Screen screen -> new Event.Screen(head, screen.title(), screen.details());
            case Event.Group group -> new Event.Group(head, group.groupId(), group.traits());
            case Event.Alias alias -> new Event.Alias(head, alias.previous());
        };
    }
}
