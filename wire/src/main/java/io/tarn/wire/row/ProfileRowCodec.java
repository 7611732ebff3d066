package io.tarn.wire.row;

import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.Value;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.TraitValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Profiles as rows of {@code gold.profile_changes}, in the order of its columns: the contract names them. */
public final class ProfileRowCodec {
    private ProfileRowCodec() {}

    /** The live state of a profile up to a log entry. */
    public static @Nullable Object[] live(long offset, Instant at, Profile profile, Map<String, Value> computed) {
        Map<String, String> texts = new TreeMap<>();
        computed.forEach((name, value) -> texts.put(name, FlatProperties.text(value)));
        Map<String, Boolean> consents = new TreeMap<>();
        profile.consents().forEach((category, value) -> consents.put(category, value.given()));
        return new @Nullable Object[] {
            profile.id().value(),
            offset,
            at,
            "live",
            null,
            profile.constituents().stream().map(one -> one.id().value()).toList(),
            RowParts.identifiers(profile.identifiers()),
            traits(profile.traits()),
            texts,
            consents,
            liveParts(profile)
        };
    }

    /** That another profile holds what this id once stood for. */
    public static @Nullable Object[] merged(long offset, Instant at, ProfileId id, ProfileId into) {
        return without(offset, at, id, "merged", into.value());
    }

    /** That nothing is known under an id any more. */
    public static @Nullable Object[] forgotten(long offset, Instant at, ProfileId id) {
        return without(offset, at, id, "forgotten", null);
    }

    private static @Nullable Object[] without(
            long offset, Instant at, ProfileId id, String state, @Nullable String into) {
        return new @Nullable Object[] {id.value(), offset, at, state, into, null, null, null, null, null, null};
    }

    /** What each part knows by itself; of an only part the row says it already. */
    private static List<Map<String, Object>> liveParts(Profile profile) {
        boolean isOnly = profile.constituents().size() == 1;
        return profile.constituents().stream()
                .filter(one -> one.origin() == Constituent.Origin.LIVE)
                .map(one -> isOnly
                        ? Map.<String, Object>of("id", one.id().value())
                        : Map.of(
                                "id", one.id().value(),
                                "identifiers", RowParts.identifiers(one.identifiers()),
                                "traits", traits(one.traits())))
                .toList();
    }

    private static Map<String, Map<String, Object>> traits(Map<String, TraitValue> traits) {
        Map<String, Map<String, Object>> rows = new TreeMap<>();
        traits.forEach((name, trait) -> rows.put(
                name, Map.of("value", FlatProperties.text(trait.value()), "source", trait.source(), "at", trait.at())));
        return rows;
    }
}
