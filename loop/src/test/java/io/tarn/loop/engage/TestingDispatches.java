package io.tarn.loop.engage;

import io.tarn.model.decision.DecisionHead;
import io.tarn.model.decision.DecisionId;
import io.tarn.model.decision.Occasion;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Message;
import io.tarn.model.message.MessageId;
import io.tarn.model.message.Purpose;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.StepName;
import io.tarn.storage.Dispatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Messages that were sent. */
final class TestingDispatches {
    static final Instant SENT_AT = Instant.parse("2026-11-21T09:00:00Z");
    static final List<Identifier> LEADS = List.of(
            new Identifier(IdentifierType.EMAIL, "ada@example.org"),
            new Identifier(IdentifierType.PHONE, "+4930901820"),
            new Identifier(IdentifierType.USER_ID, "u-1"),
            new Identifier(IdentifierType.ANONYMOUS_ID, "a-1"),
            new Identifier(IdentifierType.RECORD, "crm:7"),
            new Identifier(new IdentifierType("loyalty.card"), "L 5"));

    private TestingDispatches() {}

    /** One that is for the purpose {@code news} and was handed over at {@link #SENT_AT}. */
    static Dispatch delivered() {
        CampaignName campaign = new CampaignName("cart");
        StepName step = new StepName("reminder");
        ProfileId profile = ProfileId.derive("event:web", "e-1", 0);
        Occasion occasion =
                new Occasion(new EventKey(new SourceName("web"), "e-1"), SENT_AT, RawEvent.Origin.LIVE, profile);
        DecisionId decision = DecisionId.derive(campaign, step, occasion);
        Message message = new Message(
                MessageId.derive(decision.value()),
                profile,
                ChannelName.EMAIL,
                "ada@example.org",
                "You forgot something",
                "",
                "",
                Map.of(),
                new Purpose("news"),
                SENT_AT);
        return new Dispatch(
                message,
                new DecisionHead(decision, campaign, step, profile, occasion, SENT_AT),
                LEADS,
                SENT_AT.plus(Duration.ofDays(1)),
                Dispatch.State.DELIVERED,
                1,
                SENT_AT,
                "250 ok");
    }
}
