package io.tarn.decide.suppression;

import io.tarn.model.decision.DoNotContact;
import io.tarn.model.log.LogEntry.AttemptStage;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.DeliveryResult.Permanence;
import io.tarn.model.message.OutcomeEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The rule of what puts somebody on the do-not-contact list: a complaint, or an address that takes no mail. */
public final class Listing {
    private static final AttemptStage NO_SUCH_ADDRESS = new AttemptStage.Failed(Permanence.ADDRESS);

    private Listing() {}

    /**
     * The entry that an attempt leads to: one where the channel said that there is no such address. Where a webhook is
     * called is no address of the person's.
     */
    public static Optional<DoNotContact> of(AttemptStage stage, ChannelName channel, Instant at) {
        return stage.equals(NO_SUCH_ADDRESS) && !channel.equals(ChannelName.WEBHOOK)
                ? Optional.of(new DoNotContact(Optional.of(channel), DoNotContact.Cause.BOUNCED, at))
                : Optional.empty();
    }

    /**
     * The entry that an outcome leads to.
     *
     * @param details of the outcome as texts
     */
    public static Optional<DoNotContact> of(OutcomeEvent outcome, Map<String, String> details, Instant at) {
        Optional<ChannelName> channel =
                Optional.of(new ChannelName(details.getOrDefault("channel", ChannelName.EMAIL.value())));
        return switch (outcome) {
            case COMPLAINED -> Optional.of(new DoNotContact(channel, DoNotContact.Cause.COMPLAINED, at));
            case BOUNCED ->
                "hard".equals(details.get("kind"))
                        ? Optional.of(new DoNotContact(channel, DoNotContact.Cause.BOUNCED, at))
                        : Optional.empty();
            case DELIVERED, OPENED, CLICKED, SCANNED, UNSUBSCRIBED, RESUBSCRIBED -> Optional.empty();
        };
    }
}
