package io.tarn.testing;

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

/** Messages that wait to leave, each made of a person and a name. */
public final class TestingDispatch {
    private static final Duration VALIDITY = Duration.ofHours(1);

    private TestingDispatch() {}

    /** One to a person that is its profile's only constituent. */
    public static Dispatch queued(ProfileId person, String name, Instant at) {
        return queued(person, person, name, at);
    }

    /** One to a profile about something that happened to one of its constituents. */
    public static Dispatch queued(ProfileId profile, ProfileId subject, String name, Instant at) {
        CampaignName campaign = new CampaignName("welcome");
        StepName step = new StepName("first");
        Occasion occasion = new Occasion(new EventKey(new SourceName("web"), name), at, RawEvent.Origin.LIVE, subject);
        DecisionId decision = DecisionId.derive(campaign, step, occasion);
        Message message = new Message(
                MessageId.derive(decision.value()),
                profile,
                ChannelName.EMAIL,
                name + "@example.com",
                "Hello " + name,
                "<p>Hello " + name + "</p>",
                "Hello " + name,
                Map.of("List-Id", "welcome"),
                Purpose.MARKETING,
                at);
        return new Dispatch(
                message,
                new DecisionHead(decision, campaign, step, profile, occasion, at),
                List.of(new Identifier(IdentifierType.EMAIL, name + "@example.com")),
                at.plus(VALIDITY),
                Dispatch.State.QUEUED,
                0,
                at,
                "");
    }
}
