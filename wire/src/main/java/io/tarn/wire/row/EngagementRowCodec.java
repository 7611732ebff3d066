package io.tarn.wire.row;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tarn.model.decision.Decision;
import io.tarn.model.decision.DecisionHead;
import io.tarn.model.decision.DoNotContact;
import io.tarn.model.decision.Reason;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.Value;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.Message;
import io.tarn.model.message.MessageId;
import io.tarn.model.policy.Alternative;
import io.tarn.model.policy.AudienceName;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rows of the tables of audiences, decisions, messages and outcomes in their JSON form. */
public final class EngagementRowCodec {
    /** Properties of an outcome's event that have columns of their own. */
    private static final List<String> COLUMNS = List.of("message_id", "decision_id", "campaign", "step");

    private EngagementRowCodec() {}

    /**
     * That somebody entered or left an audience.
     *
     * @param event that caused it, where one did
     */
    public record AudienceChange(
            AudienceName audience,
            ProfileId profile,
            boolean entered,
            Instant at,
            String cause,
            Optional<EventKey> event) {}

    /** The row of {@code gold.audience_changes}. */
    public static String change(long offset, AudienceChange change) {
        return RowJson.object(json -> {
            json.writeNumberField("log_offset", offset);
            json.writeStringField("audience", change.audience().value());
            json.writeStringField("profile_id", change.profile().value());
            json.writeStringField("change", change.entered() ? "entered" : "exited");
            RowJson.instant(json, "changed_at", change.at());
            json.writeStringField("cause", change.cause());
            if (change.event().isPresent()) {
                json.writeStringField("source", change.event().get().source().value());
                json.writeStringField("message_id", change.event().get().messageId());
            }
        });
    }

    /**
     * The row of {@code gold.decisions}.
     *
     * @param audiences that the campaign asks for
     */
    public static String decision(long offset, Decision decision, Instant dueAt, List<AudienceName> audiences) {
        return RowJson.object(json -> {
            DecisionHead head = decision.head();
            json.writeNumberField("log_offset", offset);
            json.writeStringField("decision_id", head.id().value());
            json.writeStringField("campaign", head.campaign().value());
            json.writeStringField("step", head.step().value());
            json.writeStringField("profile_id", head.profile().value());
            json.writeStringField("constituent_id", head.occasion().subject().value());
            writeVerdict(json, decision);
            json.writeStringField("sentence", decision.sentence());
            RowJson.instant(json, "decided_at", head.asOf());
            RowJson.instant(json, "due_at", dueAt);
            json.writeArrayFieldStart("audiences");
            for (AudienceName audience : audiences) {
                json.writeString(audience.value());
            }
            json.writeEndArray();
            RowJson.instant(json, "occasion_at", head.occasion().at());
            json.writeStringField(
                    "occasion_source", head.occasion().key().source().value());
            json.writeStringField("occasion_message_id", head.occasion().key().messageId());
            json.writeArrayFieldStart("reasons");
            for (Reason reason : decision.reasons()) {
                writeReason(json, reason);
            }
            json.writeEndArray();
        });
    }

    private static void writeVerdict(JsonGenerator json, Decision decision) throws IOException {
        switch (decision) {
            case Decision.Send sent -> {
                Alternative alternative = sent.alternative();
                json.writeStringField("verdict", "sent");
                json.writeBooleanField("control", false);
                json.writeStringField("alternative", alternative.name().value());
                json.writeStringField("channel", alternative.channel().value());
                json.writeStringField("template", alternative.template().value());
                json.writeStringField("worth", sent.worth().toString());
                json.writeStringField(
                        "message_id", MessageId.derive(sent.head().id().value()).value());
            }
            case Decision.Defer deferred -> {
                json.writeStringField("verdict", "deferred");
                json.writeBooleanField("control", false);
                json.writeStringField("cause", deferred.cause().code().word());
                RowJson.instant(json, "deferred_until", deferred.until());
            }
            case Decision.Withhold withheld -> {
                json.writeStringField("verdict", "withheld");
                json.writeBooleanField("control", withheld.isControl());
                json.writeStringField("cause", withheld.cause().code().word());
            }
        }
    }

    private static void writeReason(JsonGenerator json, Reason reason) throws IOException {
        json.writeStartObject();
        json.writeStringField("check", reason.code().word());
        json.writeStringField("finding", reason.finding().word());
        json.writeStringField("sentence", reason.sentence());
        if (reason.alternative().isPresent()) {
            json.writeStringField("alternative", reason.alternative().get().value());
        }
        RowJson.texts(json, "facts", reason.facts());
        json.writeEndObject();
    }

    /** How far a message came: a state as tables have it, after so many attempts, since an instant, for a reason. */
    public record MessageState(String state, int attempts, Instant at, String reason) {}

    /** The row of {@code gold.messages}. */
    public static String message(long offset, Message message, DecisionHead head, MessageState state) {
        return RowJson.object(json -> {
            json.writeNumberField("log_offset", offset);
            json.writeStringField("message_id", message.id().value());
            json.writeStringField("decision_id", head.id().value());
            json.writeStringField("campaign", head.campaign().value());
            json.writeStringField("step", head.step().value());
            json.writeStringField("profile_id", message.profile().value());
            json.writeStringField("constituent_id", head.occasion().subject().value());
            json.writeStringField("channel", message.channel().value());
            json.writeStringField("purpose", message.purpose().value());
            json.writeStringField("subject", message.subject());
            json.writeStringField("state", state.state());
            json.writeNumberField("attempts", state.attempts());
            RowJson.instant(json, "since", state.at());
            json.writeStringField("reason", state.reason());
        });
    }

    /**
     * The row of {@code gold.outcomes}.
     *
     * @param name of the event that tells it
     * @param properties of that event
     * @param profile whose it is, and the part of it that keeps it
     */
    public static String outcome(
            long offset, String name, Instant at, Value.Fields properties, ProfileId profile, ProfileId constituent) {
        Map<String, String> all = FlatProperties.of(properties);
        Map<String, String> details = new TreeMap<>(all);
        COLUMNS.forEach(details::remove);
        return RowJson.object(json -> {
            json.writeNumberField("log_offset", offset);
            for (String column : COLUMNS) {
                if (all.containsKey(column)) {
                    json.writeStringField(column, all.get(column));
                }
            }
            json.writeStringField("profile_id", profile.value());
            json.writeStringField("constituent_id", constituent.value());
            json.writeStringField("outcome", name);
            RowJson.instant(json, "happened_at", at);
            RowJson.texts(json, "details", details);
        });
    }

    /**
     * The row of {@code gold.do_not_contact}.
     *
     * @param profile whom it is about, which is also the part that keeps it
     */
    public static String doNotContact(long offset, DoNotContact entry, ProfileId profile) {
        return RowJson.object(json -> {
            json.writeNumberField("log_offset", offset);
            json.writeStringField("profile_id", profile.value());
            json.writeStringField("constituent_id", profile.value());
            if (entry.channel().isPresent()) {
                json.writeStringField("channel", entry.channel().get().value());
            }
            json.writeStringField("cause", entry.cause().name().toLowerCase(Locale.ROOT));
            RowJson.instant(json, "since", entry.since());
        });
    }
}
