package io.tarn.model.decision;

import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.profile.ConsentValue;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All of a profile that a decision looks at, as it is at one instant.
 *
 * @param constituents the ids of all that it was merged from, its own among them
 * @param zone the person's time zone, where a trait tells it
 * @param consents what was last said of consent, by category
 * @param addresses where it can be reached
 * @param doNotContact the entries of the do-not-contact list that are about it
 * @param audiences the audiences that it is in, of those that campaigns and guardrails name
 * @param contacts what it was sent lately, its messages not delivered yet among them
 */
public record Recipient(
        ProfileId profile,
        Set<ProfileId> constituents,
        Optional<ZoneId> zone,
        Map<String, ConsentValue> consents,
        Map<ChannelName, Identifier> addresses,
        List<DoNotContact> doNotContact,
        Set<AudienceName> audiences,
        ContactHistory contacts) {
    public Recipient {
        constituents = Set.copyOf(constituents);
        consents = Map.copyOf(consents);
        addresses = Map.copyOf(addresses);
        doNotContact = List.copyOf(doNotContact);
        audiences = Set.copyOf(audiences);
        if (!constituents.contains(profile)) {
            throw DecisionErrors.foreignProfile(profile);
        }
    }

    /** With another history of contacts. */
    public Recipient withContacts(ContactHistory changed) {
        return new Recipient(profile, constituents, zone, consents, addresses, doNotContact, audiences, changed);
    }
}
