package io.tarn.loop.engage;

import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.SourceName;
import io.tarn.model.message.MachineSign;
import io.tarn.model.message.Outcome;
import io.tarn.model.message.OutcomeEvent;
import io.tarn.storage.Dispatch;
import io.tarn.wire.event.ValueCodec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Outcomes as track events of the source {@link SourceName#TARN}, by the names of the e-mail events of the tracking
 * protocol. The same outcome has the same message id, so it counts once however often it is told: an open or click is
 * the same within a second, all else once a message.
 */
final class OutcomeEvents {
    /** As many external ids as one event may name. */
    private static final int LEADS_MAX = 20;

    private static final int DIGEST_LENGTH = 16;

    private OutcomeEvents() {}

    /**
     * An outcome as an event.
     *
     * @param consents what it says of consent, by category
     * @param again tells a wish to unsubscribe from an earlier one by the same message; empty for the first
     */
    static RawEvent of(Outcome outcome, Dispatch dispatch, Map<String, Boolean> consents, String again) {
        Map<String, Value> more = new LinkedHashMap<>();
        return switch (outcome) {
            case Outcome.Arrived _ ->
                event(outcome, dispatch, new Said(OutcomeEvent.DELIVERED, "delivered", more, consents));
            case Outcome.Opened opened ->
                visited(outcome, dispatch, opened.signs(), new Said(OutcomeEvent.OPENED, "opened", more, consents));
            case Outcome.Clicked clicked -> {
                more.put("link", new Value.Text(clicked.target()));
                String part = "clicked." + digest(clicked.target());
                yield visited(outcome, dispatch, clicked.signs(), new Said(OutcomeEvent.CLICKED, part, more, consents));
            }
            case Outcome.Bounced bounced -> {
                more.put("kind", new Value.Text(bounced.kind().name().toLowerCase(Locale.ROOT)));
                if (!bounced.code().isEmpty()) {
                    more.put("code", new Value.Text(bounced.code()));
                }
                yield event(outcome, dispatch, new Said(OutcomeEvent.BOUNCED, "bounced", more, consents));
            }
            case Outcome.Unsubscribed _ ->
                event(outcome, dispatch, new Said(OutcomeEvent.UNSUBSCRIBED, "unsubscribed" + again, more, consents));
            case Outcome.Complained _ ->
                event(outcome, dispatch, new Said(OutcomeEvent.COMPLAINED, "complained", more, consents));
        };
    }

    /** What a person chose as an event. */
    static RawEvent of(Preferences chosen, Dispatch dispatch) {
        OutcomeEvent name =
                chosen.categories().containsValue(false) ? OutcomeEvent.UNSUBSCRIBED : OutcomeEvent.RESUBSCRIBED;
        String part = "preferences." + chosen.at().truncatedTo(ChronoUnit.SECONDS) + "."
                + digest(chosen.categories().toString());
        Outcome outcome = new Outcome.Unsubscribed(chosen.message(), chosen.at());
        return event(outcome, dispatch, new Said(name, part, new LinkedHashMap<>(), chosen.categories()));
    }

    /**
     * What one event says beside what all say.
     *
     * @param part of the message id, behind the message's own
     */
    private record Said(OutcomeEvent name, String part, Map<String, Value> more, Map<String, Boolean> consents) {}

    private static RawEvent visited(Outcome outcome, Dispatch dispatch, Set<MachineSign> signs, Said said) {
        String part = said.part() + "." + outcome.at().truncatedTo(ChronoUnit.SECONDS);
        if (signs.isEmpty()) {
            return event(outcome, dispatch, new Said(said.name(), part, said.more(), said.consents()));
        }
        Map<String, Value> more = new LinkedHashMap<>(said.more());
        more.put(
                "machine_signs",
                new Value.Sequence(signs.stream()
                        .map(sign -> (Value) new Value.Text(sign.name().toLowerCase(Locale.ROOT)))
                        .toList()));
        return event(outcome, dispatch, new Said(OutcomeEvent.SCANNED, "scanned." + part, more, said.consents()));
    }

    private static RawEvent event(Outcome outcome, Dispatch dispatch, Said said) {
        String messageId = outcome.message() + "." + said.part();
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("type", new Value.Text("track"));
        fields.put("event", new Value.Text(said.name().event()));
        fields.put("messageId", new Value.Text(messageId));
        fields.put("timestamp", new Value.Text(outcome.at().toString()));
        fields.put("properties", properties(dispatch, said.more()));
        fields.put("context", context(dispatch, said.consents()));
        return new RawEvent(
                new EventKey(SourceName.TARN, messageId),
                outcome.at(),
                RawEvent.Origin.LIVE,
                false,
                ValueCodec.format(new Value.Fields(fields)),
                Optional.empty());
    }

    private static Value properties(Dispatch dispatch, Map<String, Value> more) {
        Map<String, Value> properties = new LinkedHashMap<>();
        properties.put("message_id", new Value.Text(dispatch.message().id().value()));
        properties.put("campaign", new Value.Text(dispatch.decision().campaign().value()));
        properties.put("step", new Value.Text(dispatch.decision().step().value()));
        properties.put("channel", new Value.Text(dispatch.message().channel().value()));
        properties.put("decision_id", new Value.Text(dispatch.decision().id().value()));
        properties.putAll(more);
        return new Value.Fields(properties);
    }

    private static Value context(Dispatch dispatch, Map<String, Boolean> consents) {
        Map<String, Value> context = new LinkedHashMap<>();
        List<Value> external = dispatch.leads().stream()
                .limit(LEADS_MAX)
                .map(OutcomeEvents::externalId)
                .toList();
        context.put("externalIds", new Value.Sequence(external));
        if (!consents.isEmpty()) {
            Map<String, Value> categories = new LinkedHashMap<>();
            new TreeMap<>(consents).forEach((category, given) -> categories.put(category, new Value.Flag(given)));
            context.put("consent", new Value.Fields(Map.of("categoryPreferences", new Value.Fields(categories))));
        }
        return new Value.Fields(context);
    }

    private static Value externalId(Identifier lead) {
        Map<String, Value> id = new LinkedHashMap<>();
        id.put("type", new Value.Text(lead.type().name()));
        id.put("id", new Value.Text(lead.value()));
        id.put("collection", new Value.Text("users"));
        return new Value.Fields(id);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("This Java lacks SHA-256, which each must have.", failure);
        }
    }
}
