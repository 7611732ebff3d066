package io.tarn.server.http;

import io.tarn.engage.delivery.SignedLinks;
import io.tarn.loop.engage.OutcomeIntake;
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
import io.tarn.model.profile.ConsentValue;
import io.tarn.storage.Dispatch;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** One mail that was delivered an hour ago, and the links in it. */
final class TestingLinks {
    static final Instant SENT_AT = TestingRooms.NOW.minus(Duration.ofHours(1));

    final SignedLinks signed = new SignedLinks(URI.create("https://mail.example.com"), List.of(new byte[32]));
    final Map<String, ConsentValue> consents = new ConcurrentHashMap<>(
            new TreeMap<>(Map.of("news.email", new ConsentValue(true, "web", SENT_AT.minusSeconds(60)))));
    final Dispatch sent;

    TestingLinks(Purpose purpose) {
        ProfileId profile = ProfileId.derive("event:web", "e-1", 0);
        CampaignName campaign = new CampaignName("cart");
        StepName step = new StepName("reminder");
        EventKey key = new EventKey(new SourceName("web"), "e-1");
        Occasion occasion = new Occasion(key, SENT_AT, RawEvent.Origin.LIVE, profile);
        DecisionId decision = DecisionId.derive(campaign, step, occasion);
        Message message = new Message(
                MessageId.derive(decision.value()),
                profile,
                ChannelName.EMAIL,
                "ada.lovelace@example.org",
                "Ada, you forgot something",
                "",
                "",
                Map.of(),
                purpose,
                SENT_AT);
        sent = new Dispatch(
                message,
                new DecisionHead(decision, campaign, step, profile, occasion, SENT_AT),
                List.of(new Identifier(IdentifierType.EMAIL, "ada.lovelace@example.org")),
                SENT_AT.plus(Duration.ofDays(1)),
                Dispatch.State.DELIVERED,
                1,
                SENT_AT,
                "250 ok");
    }

    MessageId id() {
        return sent.message().id();
    }

    /** Opens the mail's links onto rooms. */
    LiveRooms.Links onto(TestingRooms rooms) {
        OutcomeIntake outcomes = new OutcomeIntake(
                id -> Optional.of(sent).filter(one -> one.message().id().equals(id)),
                _ -> consents,
                rooms.rooms().intake()::accept,
                () -> TestingRooms.NOW);
        return new LiveRooms.Links(
                signed,
                outcomes,
                _ -> List.of(
                        "You left a cart with two items on 21 November 2026.",
                        "You agreed to mail about news on 3 May 2026.",
                        "Nothing else was sent to you in the last 7 days."),
                () -> List.of(new Purpose("news"), new Purpose("product-updates"), Purpose.TRANSACTIONAL));
    }

    /** A link of the mail by its name, without the host. */
    String named(String name) {
        return path(String.valueOf(signed.named(id()).get(name)));
    }

    static String path(String link) {
        return link.substring(link.indexOf("/m/"));
    }
}
