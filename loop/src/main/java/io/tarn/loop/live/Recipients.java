package io.tarn.loop.live;

import io.tarn.model.decision.ContactHistory;
import io.tarn.model.decision.DoNotContact;
import io.tarn.model.decision.Recipient;
import io.tarn.model.decision.Standing;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.message.ChannelName;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.TraitValue;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;

/** Gathers of a profile what a decision looks at. Immutable. */
final class Recipients {
    /** Traits that may name a time zone, the first that does. */
    private static final List<String> ZONES = List.of("timezone", "time_zone");

    private final Map<ChannelName, String> endpoints;

    Recipients(Map<ChannelName, String> endpoints) {
        this.endpoints = Map.copyOf(endpoints);
    }

    /** @param standings of constituents */
    Recipient of(Profile profile, Function<ProfileId, Standing> standings) {
        ProfileId id = profile.id();
        Set<ProfileId> constituents = new HashSet<>();
        List<DoNotContact> doNotContact = new ArrayList<>();
        ContactHistory contacts = ContactHistory.NONE;
        for (Constituent one : profile.constituents()) {
            constituents.add(one.id());
            Standing standing = standings.apply(one.id());
            doNotContact.addAll(standing.doNotContact());
            contacts = contacts.contacts().isEmpty() ? standing.contacts() : contacts.joined(standing.contacts());
        }
        Map<String, TraitValue> traits = profile.traits();
        return new Recipient(
                id,
                constituents,
                zone(traits),
                profile.consents(),
                addresses(profile, traits),
                doNotContact,
                standings.apply(id).audiences().keySet(),
                contacts);
    }

    private static Optional<ZoneId> zone(Map<String, TraitValue> traits) {
        for (String name : ZONES) {
            TraitValue said = traits.get(name);
            if (said == null) {
                continue;
            }
            try {
                return Optional.of(ZoneId.of(FlatProperties.text(said.value())));
            } catch (DateTimeException _) {
                // No time zone that we know: as if none were said.
            }
        }
        return Optional.empty();
    }

    private Map<ChannelName, Identifier> addresses(Profile profile, Map<String, TraitValue> traits) {
        Map<ChannelName, Identifier> addresses = new HashMap<>();
        SortedSet<Identifier> identifiers = profile.identifiers();
        for (ChannelKind kind : ChannelKind.values()) {
            TraitValue named = traits.get(kind.address().name());
            String preferred = named == null ? "" : FlatProperties.text(named.value());
            Identifier chosen = null;
            for (Identifier one : identifiers) {
                if (one.type().equals(kind.address())
                        && (chosen == null || one.value().equalsIgnoreCase(preferred))) {
                    chosen = one;
                }
            }
            if (chosen != null) {
                addresses.put(new ChannelName(kind.word()), chosen);
            }
        }
        if (!identifiers.isEmpty()) {
            endpoints.keySet().forEach(channel -> addresses.putIfAbsent(channel, identifiers.first()));
        }
        return addresses;
    }
}
