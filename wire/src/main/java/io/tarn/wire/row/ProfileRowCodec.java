package io.tarn.wire.row;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.Value;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.TraitValue;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Profiles as rows of {@code gold.profile_changes}: the contract names the columns. */
public final class ProfileRowCodec {
    private ProfileRowCodec() {}

    /** Writes the live state of a profile up to a log entry. */
    public static void live(RowLines out, long offset, Instant at, Profile profile, Map<String, Value> computed)
            throws IOException {
        out.row(json -> {
            json.writeStringField("profile_id", profile.id().value());
            json.writeNumberField("log_offset", offset);
            RowJson.instant(json, "changed_at", at);
            json.writeStringField("state", "live");
            json.writeArrayFieldStart("constituents");
            for (Constituent one : profile.constituents()) {
                json.writeString(one.id().value());
            }
            json.writeEndArray();
            RowJson.identifiers(json, profile.identifiers());
            traits(json, profile.traits());
            Map<String, String> texts = new TreeMap<>();
            computed.forEach((name, value) -> texts.put(name, FlatProperties.text(value)));
            RowJson.texts(json, "computed", texts);
            Map<String, Boolean> consents = new TreeMap<>();
            profile.consents().forEach((category, value) -> consents.put(category, value.given()));
            RowJson.flags(json, "consents", consents);
            liveParts(json, profile);
        });
    }

    /** What each part knows by itself; of an only part the row says it already. */
    private static void liveParts(JsonGenerator json, Profile profile) throws IOException {
        boolean isOnly = profile.constituents().size() == 1;
        json.writeArrayFieldStart("live_parts");
        for (Constituent one : profile.constituents()) {
            if (one.origin() == Constituent.Origin.LIVE) {
                json.writeStartObject();
                json.writeStringField("id", one.id().value());
                if (!isOnly) {
                    RowJson.identifiers(json, one.identifiers());
                    traits(json, one.traits());
                }
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void traits(JsonGenerator json, Map<String, TraitValue> traits) throws IOException {
        json.writeObjectFieldStart("traits");
        for (Map.Entry<String, TraitValue> trait : traits.entrySet()) {
            json.writeObjectFieldStart(trait.getKey());
            json.writeStringField("value", FlatProperties.text(trait.getValue().value()));
            json.writeStringField("source", trait.getValue().source());
            RowJson.instant(json, "at", trait.getValue().at());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** Writes that another profile holds what this id once stood for. */
    public static void merged(RowLines out, long offset, Instant at, ProfileId id, ProfileId into) throws IOException {
        out.row(json -> {
            json.writeStringField("profile_id", id.value());
            json.writeNumberField("log_offset", offset);
            RowJson.instant(json, "changed_at", at);
            json.writeStringField("state", "merged");
            json.writeStringField("merged_into", into.value());
        });
    }

    /** Writes that nothing is known under an id any more. */
    public static void forgotten(RowLines out, long offset, Instant at, ProfileId id) throws IOException {
        out.row(json -> {
            json.writeStringField("profile_id", id.value());
            json.writeNumberField("log_offset", offset);
            RowJson.instant(json, "changed_at", at);
            json.writeStringField("state", "forgotten");
        });
    }
}
