package io.tarn.decide;

import io.tarn.model.decision.Candidate;
import io.tarn.model.decision.Contact;
import io.tarn.model.decision.ContactHistory;
import io.tarn.model.decision.Decision;
import io.tarn.model.decision.DecisionContext;
import io.tarn.model.decision.DoNotContact;
import io.tarn.model.decision.KillSwitch;
import io.tarn.model.decision.Occasion;
import io.tarn.model.decision.Recipient;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Purpose;
import io.tarn.model.policy.Alternative;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.Exclusion;
import io.tarn.model.policy.FrequencyCap;
import io.tarn.model.policy.Goal;
import io.tarn.model.policy.Guardrails;
import io.tarn.model.policy.HoldoutDeclaration;
import io.tarn.model.policy.MessageStep;
import io.tarn.model.policy.QuietHours;
import io.tarn.model.policy.StepName;
import io.tarn.model.policy.TemplateName;
import io.tarn.model.policy.Trigger;
import io.tarn.model.profile.ConsentValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A person who can be written to, and a campaign that wants to, to be spoiled one fact at a time. One thread. */
final class Scene {
    static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    static final ProfileId PROFILE = ProfileId.derive("crm", "1", 0);
    static final AudienceName OPEN_TICKET = new AudienceName("open_ticket");
    static final TemplateName TEMPLATE = new TemplateName("reminder");
    static final Purpose MARKETING = new Purpose("marketing");

    Instant asOf = NOON;
    Instant occasionAt = NOON.minusSeconds(60);
    RawEvent.Origin origin = RawEvent.Origin.LIVE;
    KillSwitch killSwitch = KillSwitch.RELEASED;
    ZoneId zone = ZoneId.of("Europe/Berlin");
    Optional<Instant> convertedAt = Optional.empty();
    Optional<AudienceName> audience = Optional.empty();
    Campaign.Kind kind = Campaign.Kind.MARKETING;
    Duration delay = Duration.ZERO;
    Duration validity = Duration.ofDays(2);
    BigDecimal margin = BigDecimal.TEN;
    Duration rivalDelay = Duration.ofDays(1);
    Optional<HoldoutDeclaration> holdout = Optional.empty();
    Optional<HoldoutDeclaration> workspaceHoldout = Optional.empty();
    Set<ProfileId> constituents = Set.of(PROFILE);
    final List<Exclusion> exclusions = new ArrayList<>();
    final List<AudienceName> workspaceExclusions = new ArrayList<>();
    final List<Alternative> alternatives = new ArrayList<>();
    final List<FrequencyCap> caps = new ArrayList<>();
    final List<FrequencyCap> campaignCaps = new ArrayList<>();
    final List<QuietHours> quietHours = new ArrayList<>();
    final List<DoNotContact> doNotContact = new ArrayList<>();
    final List<Contact> contacts = new ArrayList<>();
    final Map<String, ConsentValue> consents = new HashMap<>();
    final Map<ChannelName, Identifier> addresses = new HashMap<>();
    final Set<AudienceName> audiences = new HashSet<>();

    Scene() {
        says("marketing", true);
        addresses.put(ChannelName.EMAIL, new Identifier(IdentifierType.EMAIL, "ada@example.org"));
    }

    void says(String category, boolean given) {
        consents.put(category, new ConsentValue(given, "web", Instant.parse("2026-01-02T03:04:05Z")));
    }

    void wasSent(String at) {
        contacts.add(new Contact(Instant.parse(at), ChannelName.EMAIL, new CampaignName("news")));
    }

    Campaign campaign(String name) {
        List<Alternative> ways =
                alternatives.isEmpty() ? List.of(Alternative.only(ChannelName.EMAIL, TEMPLATE)) : alternatives;
        return new Campaign(
                new CampaignName(name),
                kind,
                new Goal("Order Completed", Optional.of("total"), margin, Duration.ofDays(7)),
                new Trigger.OnEvent("Cart Updated", List.of()),
                audience,
                exclusions,
                List.of(new MessageStep(new StepName("first"), delay, validity, MARKETING, ways)),
                campaignCaps,
                holdout);
    }

    Candidate candidate(String name) {
        Campaign campaign = campaign(name);
        Occasion occasion = new Occasion(new EventKey(new SourceName("web"), "m1"), occasionAt, origin, PROFILE);
        return new Candidate(
                campaign, campaign.steps().getFirst(), occasion, occasionAt.plus(delay), convertedAt, Map.of());
    }

    Guardrails guardrails() {
        return new Guardrails(caps, quietHours, ZoneId.of("UTC"), workspaceExclusions, rivalDelay, workspaceHoldout);
    }

    Recipient recipient() {
        return new Recipient(
                PROFILE,
                constituents,
                Optional.of(zone),
                consents,
                addresses,
                doNotContact,
                audiences,
                new ContactHistory(contacts));
    }

    DecisionContext context(Candidate candidate, Candidate... rivals) {
        return new DecisionContext(candidate, List.of(rivals), recipient(), asOf, killSwitch);
    }

    Decision decide(Candidate candidate, Candidate... rivals) {
        return new Decider(guardrails()).decide(context(candidate, rivals));
    }

    Decision decide() {
        return decide(candidate("cart"));
    }

    String sentence() {
        return decide().sentence();
    }
}
