package io.tarn.loop.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.audience.AudienceDefinition;
import io.tarn.audience.bind.Catalog;
import io.tarn.audience.parse.ExpressionParser;
import io.tarn.model.decision.Plan;
import io.tarn.model.decision.Standing;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.log.LogEntry.GoldProfile;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.Guardrails;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.profile.TraitValue;
import io.tarn.testing.TestingEventLog;
import io.tarn.testing.TestingProfileStore;
import io.tarn.understand.membership.LiveAudiences;
import io.tarn.wire.campaign.CampaignCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whom the first gold run brings did nothing that a campaign waits for: they belong to audiences, and nobody is written
 * to because of it.
 */
final class FirstPublicationTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final AudienceName ITALIANS = new AudienceName("italians");
    private static final LiveRules RULES = new LiveRules(
            IdentifierRules.defaults(),
            List.of(),
            IdentityRules.defaults(),
            new CampaignRules(
                    LiveAudiences.of(
                                    List.of(new AudienceDefinition(
                                            ITALIANS,
                                            "",
                                            ExpressionParser.parse("country = 'IT'")
                                                    .orThrow("italians"))),
                                    Catalog.EMPTY)
                            .kept(),
                    List.of(CampaignCodec.read("""
                            name: greeting
                            goal: {event: Order Completed, margin: 20}
                            trigger: {enters: italians}
                            steps:
                            - {name: first, delay: 1 day, valid: 3 days, channel: email, template: hello}
                            """, "campaigns/greeting.yaml")),
                    Set.of(),
                    Guardrails.defaults(),
                    Map.of(),
                    Optional.empty(),
                    Map.of()));

    private final TestingEventLog log = new TestingEventLog(1_000);
    private final TestingProfileStore store = new TestingProfileStore();

    @Test
    void isNoOccasionForWhomItBringsInHoweverManyPieces() {
        LiveWriter writer = writer();

        piece(writer, "r1", person("ann"));
        piece(writer, "r1", person("ben"));
        ended(writer, "r1");

        assertIsGreeted("ann", false);
        assertIsGreeted("ben", false);
    }

    @Test
    void isFollowedByRunsWhoseNewMembersAreAnOccasion() {
        LiveWriter writer = writer();
        piece(writer, "r1", person("ann"));
        ended(writer, "r1");

        piece(writer, "r2", person("ann"), person("cleo"));
        ended(writer, "r2");

        assertIsGreeted("ann", false);
        assertIsGreeted("cleo", true);
    }

    @Test
    void isRememberedByTheStore() {
        piece(writer(), "r1", person("ann"));
        ended(writer(), "r1");

        piece(writer(), "r2", person("cleo"));

        assertIsGreeted("ann", false);
        assertIsGreeted("cleo", true);
    }

    @Test
    void isTheFirstUntilItIsWhole() {
        piece(writer(), "r1", person("ann"));

        piece(writer(), "r1", person("ben"));

        assertIsGreeted("ann", false);
        assertIsGreeted("ben", false);
    }

    private LiveWriter writer() {
        return new LiveWriter(
                log,
                store,
                _ -> {
                    throw new AssertionError("Nobody does anything here.");
                },
                RULES,
                new ChangeFeed());
    }

    private void piece(LiveWriter writer, String run, GoldProfile... persons) {
        take(writer, new LogEntry.Published(NOON, run, List.of(persons)));
    }

    private void ended(LiveWriter writer, String run) {
        take(writer, new LogEntry.Defined(NOON, GoldPublication.KIND, "gold", "1 " + run));
    }

    private void take(LiveWriter writer, LogEntry entry) {
        log.append(List.of(entry)).join();
        assertThat(writer.step()).isEqualTo(1);
    }

    private static GoldProfile person(String name) {
        TraitValue country = new TraitValue(new Value.Text("IT"), "crm", NOON, name);
        return new GoldProfile(
                id(name),
                List.of(),
                List.of(new Identifier(IdentifierType.EMAIL, name + "@example.org")),
                Map.of("country", country));
    }

    private static ProfileId id(String name) {
        return ProfileId.derive("crm", name, 0);
    }

    /** A member either way; greeted where a step of the campaign waits. */
    private void assertIsGreeted(String name, boolean greeted) {
        Standing standing = store.findStandings(List.of(id(name))).getOrDefault(id(name), Standing.NONE);
        assertThat(standing.audiences()).containsOnlyKeys(ITALIANS);
        assertThat(standing.plans())
                .extracting(Plan::campaign)
                .isEqualTo(greeted ? List.of(new CampaignName("greeting")) : List.of());
    }
}
