package io.tarn.model.decision;

import io.tarn.model.policy.AudienceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one constituent of a profile stands with audiences and campaigns: what it is in, what waits for it, what it was
 * sent, and what forbids to write to it. A merge lays standings side by side, so an unmerge gives each its own again.
 *
 * @param audiences the audiences of the profile and since when it is in each; kept by its most senior constituent
 * @param wakesAt when time alone may change an audience next
 * @param plans message steps that wait
 * @param contacts what it was sent
 * @param doNotContact what forbids to write to it
 */
public record Standing(
        Map<AudienceName, Instant> audiences,
        Optional<Instant> wakesAt,
        List<Plan> plans,
        ContactHistory contacts,
        List<DoNotContact> doNotContact) {
    public static final Standing NONE =
            new Standing(Map.of(), Optional.empty(), List.of(), ContactHistory.NONE, List.of());

    /** How many steps may wait for one constituent. */
    public static final int PLANS_MAX = 100;

    public Standing {
        audiences = Collections.unmodifiableMap(new TreeMap<>(audiences));
        plans = List.copyOf(plans);
        doNotContact = List.copyOf(doNotContact);
        if (plans.size() > PLANS_MAX) {
            throw DecisionErrors.tooManyPlans(plans.size());
        }
    }

    public Standing withAudiences(Map<AudienceName, Instant> now, Optional<Instant> wakes) {
        return new Standing(now, wakes, plans, contacts, doNotContact);
    }

    public Standing withPlans(List<Plan> now) {
        return new Standing(audiences, wakesAt, now, contacts, doNotContact);
    }

    public Standing with(Contact contact) {
        return new Standing(audiences, wakesAt, plans, contacts.with(contact), doNotContact);
    }

    /** With one more entry of the do-not-contact list; of entries for one channel and cause the first stands. */
    public Standing with(DoNotContact entry) {
        boolean known = doNotContact.stream()
                .anyMatch(one -> one.channel().equals(entry.channel()) && one.cause() == entry.cause());
        if (known) {
            return this;
        }
        List<DoNotContact> more = new ArrayList<>(doNotContact);
        more.add(entry);
        return new Standing(audiences, wakesAt, plans, contacts, more);
    }

    public boolean isNone() {
        return equals(NONE);
    }
}
