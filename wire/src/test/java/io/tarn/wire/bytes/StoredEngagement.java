package io.tarn.wire.bytes;

import io.tarn.model.decision.Contact;
import io.tarn.model.decision.ContactHistory;
import io.tarn.model.decision.DoNotContact;
import io.tarn.model.decision.Occasion;
import io.tarn.model.decision.Plan;
import io.tarn.model.decision.Standing;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.log.LogEntry;
import io.tarn.model.log.LogEntry.AttemptStage;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.MessageId;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.StepName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Whatever can be stored of audiences, campaigns and messages, at random. */
public final class StoredEngagement {
    private StoredEngagement() {}

    public static Arbitrary<LogEntry> attempts() {
        Arbitrary<AttemptStage> stages = Arbitraries.oneOf(
                Arbitraries.just(new AttemptStage.Begun()),
                Arbitraries.just(new AttemptStage.Delivered()),
                Arbitraries.of(DeliveryResult.Permanence.class).map(AttemptStage.Failed::new),
                Stored.instants().map(AttemptStage.Deferred::new),
                Arbitraries.just(new AttemptStage.Uncertain()));
        return Combinators.combine(
                        Stored.instants(),
                        Arbitraries.integers().map(number -> MessageId.derive("d" + number)),
                        Arbitraries.integers().between(0, 3),
                        stages,
                        Stored.texts())
                .as(LogEntry.Attempted::new);
    }

    public static Arbitrary<Standing> standings() {
        return Combinators.combine(
                        Arbitraries.maps(names().map(AudienceName::new), Stored.instants())
                                .ofMaxSize(5),
                        Stored.instants().optional(),
                        plans().list().ofMaxSize(4),
                        contacts().list().ofMaxSize(6).map(ContactHistory::new),
                        entries().list().ofMaxSize(3))
                .as(Standing::new);
    }

    private static Arbitrary<Plan> plans() {
        Arbitrary<Occasion> occasions = Combinators.combine(
                        Stored.keys(), Stored.instants(), Arbitraries.of(RawEvent.Origin.class), Stored.profileIds())
                .as(Occasion::new);
        return Combinators.combine(
                        names().map(CampaignName::new),
                        names().map(StepName::new),
                        occasions,
                        Stored.instants(),
                        Stored.instants(),
                        Stored.instants().optional(),
                        Arbitraries.maps(Stored.words(), Stored.values()).ofMaxSize(3))
                .as(Plan::new);
    }

    private static Arbitrary<Contact> contacts() {
        return Combinators.combine(Stored.instants(), names().map(ChannelName::new), names().map(CampaignName::new))
                .as(Contact::new);
    }

    private static Arbitrary<DoNotContact> entries() {
        return Combinators.combine(
                        names().map(ChannelName::new).optional(),
                        Arbitraries.of(DoNotContact.Cause.class),
                        Stored.instants())
                .as(DoNotContact::new);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of("vip", "cart_left", "welcome", "email"),
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(63));
    }

    /** Of somebody for whom much is under way: the same every time. */
    public static Standing busy() {
        Instant at = Instant.parse("2026-03-04T05:06:07.008Z");
        ProfileId ann = ProfileId.derive("web", "ann", 0);
        Occasion left = new Occasion(new EventKey(new SourceName("web"), "message-1"), at, RawEvent.Origin.LIVE, ann);
        Occasion told = new Occasion(
                new EventKey(new SourceName("crm"), "row-7"), at.plusNanos(1), RawEvent.Origin.HISTORY, ann);
        return new Standing(
                Map.of(new AudienceName("vip"), at, new AudienceName("cart_left"), at.plusSeconds(5)),
                Optional.of(at.plus(Duration.ofDays(30))),
                List.of(
                        new Plan(
                                new CampaignName("cart_left"),
                                new StepName("reminder"),
                                left,
                                at.plusSeconds(3600),
                                at.plusSeconds(7200),
                                Optional.of(at.plusSeconds(60)),
                                Map.of("total", Value.Decimal.of(30), "city", new Value.Text("Köln"))),
                        new Plan(
                                new CampaignName("welcome"),
                                new StepName("first"),
                                told,
                                at,
                                at,
                                Optional.empty(),
                                Map.of())),
                new ContactHistory(List.of(
                        new Contact(at.plusSeconds(9), ChannelName.EMAIL, new CampaignName("welcome")),
                        new Contact(at, ChannelName.SMS, new CampaignName("cart_left")))),
                List.of(
                        new DoNotContact(Optional.of(ChannelName.EMAIL), DoNotContact.Cause.BOUNCED, at),
                        new DoNotContact(Optional.empty(), DoNotContact.Cause.REQUESTED, at.plusSeconds(1))));
    }
}
