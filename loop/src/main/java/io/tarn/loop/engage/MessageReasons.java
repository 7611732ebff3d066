package io.tarn.loop.engage;

import io.tarn.model.decision.DecisionHead;
import io.tarn.model.identity.Identifier;
import io.tarn.model.message.Message;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.PlainWords;
import io.tarn.model.policy.Trigger;
import io.tarn.model.profile.ConsentValue;
import io.tarn.storage.Dispatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Why a person was sent a message, in sentences for that person. Safe to share between threads. */
public final class MessageReasons {
    private final List<Campaign> campaigns;
    private final Function<List<Identifier>, Map<String, ConsentValue>> consents;

    /** @param consents what the person said of consent whom identifiers lead to, by category */
    public MessageReasons(List<Campaign> campaigns, Function<List<Identifier>, Map<String, ConsentValue>> consents) {
        this.campaigns = List.copyOf(campaigns);
        this.consents = consents;
    }

    /** What set the campaign off, where it is still declared, and the consent that the message rests on. */
    public List<String> of(Dispatch dispatch) {
        List<String> sentences = new ArrayList<>();
        DecisionHead decision = dispatch.decision();
        campaigns.stream()
                .filter(campaign -> campaign.name().equals(decision.campaign()))
                .findFirst()
                .ifPresent(campaign -> sentences.add(occasion(decision, campaign.trigger())));
        consent(dispatch).ifPresent(sentences::add);
        return sentences;
    }

    private static String occasion(DecisionHead decision, Trigger trigger) {
        String when = PlainWords.instant(decision.occasion().at());
        return switch (trigger) {
            case Trigger.OnEvent on -> "On " + when + " we noticed: " + on.event() + ".";
            case Trigger.OnEntry on ->
                "Since " + when + " you are among those for whom this holds: "
                        + on.audience().value().replace('_', ' ') + ".";
        };
    }

    /** What was said of the purpose by the channel counts before what was said of the purpose at all. */
    private Optional<String> consent(Dispatch dispatch) {
        Message message = dispatch.message();
        Map<String, ConsentValue> said = consents.apply(dispatch.leads());
        return Optional.ofNullable(said.get(message.purpose().category(message.channel())))
                .or(() -> Optional.ofNullable(said.get(message.purpose().value())))
                .filter(ConsentValue::given)
                .map(given -> "You agreed to '" + message.purpose() + "' on " + PlainWords.instant(given.at())
                        + ", through '" + given.source() + "'.");
    }
}
