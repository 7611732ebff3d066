package io.tarn.loop.audience;

import static io.tarn.loop.audience.TestingAudiences.NOTHING;
import static io.tarn.loop.audience.TestingAudiences.bound;
import static io.tarn.loop.audience.TestingAudiences.members;
import static io.tarn.loop.audience.TestingAudiences.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.audience.bind.BindResult;
import io.tarn.audience.bind.LakeExpression;
import io.tarn.audience.parse.ExpressionParser;
import io.tarn.decide.holdout.Holdout;
import io.tarn.lake.Lake;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.EngagementTables;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Purpose;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.FrequencyCap;
import io.tarn.model.policy.HoldoutName;
import io.tarn.model.policy.HoldoutSalt;
import io.tarn.model.policy.HoldoutShare;
import io.tarn.model.policy.TrackingPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Homes with gold only, with live profiles only, with both and with nothing; and what becomes of members in time. */
final class AudienceLakeTest {
    private static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");
    private static final String EARLIER = "TIMESTAMPTZ '2026-06-01 00:00:00Z'";

    @TempDir
    private Path folder;

    private Lake lake;

    @BeforeEach
    void open() {
        lake = DeltaLake.open(folder, DeltaLakeConfig.defaults());
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private static String id(int number) {
        return "p%016d".formatted(number);
    }

    private void gold() {
        lake.create(GoldTables.CUSTOMERS);
        lake.create(IdentityTables.IDENTIFIERS);
        lake.evolve(
                GoldTables.CUSTOMERS.name(),
                List.of(
                        Column.of("spent", Scalar.DECIMAL, "What they spent"),
                        Column.of("joined_at", Scalar.TIMESTAMP, "When they joined"),
                        Column.of("loyal", Scalar.BOOLEAN, "Whether they are loyal")));
        write(
                lake,
                GoldTables.CUSTOMERS.name(),
                "SELECT * FROM (VALUES ('" + id(1) + "', 'IT', 100.5, " + EARLIER + ", TRUE, DATE '1980-06-10'), ('"
                        + id(2) + "', 'FR', 20.0, NULL, FALSE, NULL))"
                        + " t(profile_id, country, spent, joined_at, loyal, birth_date)");
        write(
                lake,
                IdentityTables.IDENTIFIERS.name(),
                "SELECT * FROM (VALUES ('email', 'one@x.example', '" + id(1)
                        + "', FALSE), ('email', 'shared@x.example', '" + id(2)
                        + "', TRUE)) t(type, value, profile_id, quarantined)");
        TestingAudiences.completeRun(lake, NOW);
    }

    private void change(int profile, long offset, String state, String country, int... parts) {
        lake.create(EventTables.PROFILE_CHANGES);
        StringBuilder constituents = new StringBuilder();
        for (int part : parts) {
            constituents
                    .append(constituents.isEmpty() ? "'" : ", '")
                    .append(id(part))
                    .append('\'');
        }
        write(
                lake,
                EventTables.PROFILE_CHANGES.name(),
                "SELECT '" + id(profile) + "' AS profile_id, CAST(" + offset + " AS BIGINT) AS log_offset, '" + state
                        + "' AS state, "
                        + (parts.length == 0
                                ? "CAST(NULL AS VARCHAR[]) AS constituents"
                                : "[" + constituents + "] AS constituents, MAP {'country': {'value': '" + country
                                        + "', 'source': 'web', 'at': " + EARLIER + "}} AS traits, [{'type': 'user_id',"
                                        + " 'value': 'u" + profile + "'}] AS identifiers, MAP {'marketing': TRUE} AS"
                                        + " consents"));
    }

    private void event(int part, String name, String total) {
        lake.create(EventTables.SILVER);
        write(
                lake,
                EventTables.SILVER.name(),
                "SELECT CAST(1 AS BIGINT) AS log_offset, 'web' AS source, 'm' AS message_id, 'track' AS type, '" + name
                        + "' AS name, " + EARLIER + " AS \"timestamp\", '" + id(part) + "' AS profile_id, '" + id(part)
                        + "' AS constituent_id, MAP {'total': '" + total + "'} AS properties");
    }

    private void asking(Consumer<AudienceLake> questions) {
        try (AudienceLake audiences = AudienceLake.now(lake, NOW)) {
            questions.accept(audiences);
        }
    }

    private List<String> whom(String where) {
        try (AudienceLake audiences = AudienceLake.now(lake, NOW)) {
            LakeExpression audience = bound(audiences, NOTHING, where);
            List<String> members = members(audiences, audience, 1);
            assertThat(audiences.count(audience)).as(where).isEqualTo(members.size());
            return members;
        }
    }

    @Test
    void aHomeWithNothingHasNobody() {
        assertThat(whom("everyone")).isEmpty();
    }

    @Test
    void aHomeThatOnlyUnifiedHasItsCustomers() {
        gold();

        assertThat(whom("everyone")).containsExactly(id(1), id(2));
        assertThat(whom("country = 'IT' and spent = 100.5 and loyal = true")).containsExactly(id(1));
        assertThat(whom("spent in (20, 21)")).containsExactly(id(2));
        assertThat(whom("joined_at within 30 days and anniversary of birth_date today"))
                .containsExactly(id(1));
        assertThat(whom("reachable by email")).containsExactly(id(1));
        assertThat(whom("not consents to marketing")).containsExactly(id(1), id(2));
    }

    @Test
    void aHomeWithEventsAloneHasItsLiveProfiles() {
        change(3, 1, "live", "IT", 3);
        change(4, 2, "live", "FR", 4);
        event(3, "Bought", "5");

        assertThat(whom("everyone")).containsExactly(id(3), id(4));
        assertThat(whom("country = 'IT' and did 'Bought'")).containsExactly(id(3));
        assertThat(whom("count of 'Bought' = 0")).containsExactly(id(4));
        assertThat(whom("consents to marketing")).containsExactly(id(3), id(4));
    }

    @Test
    void aHomeWithBothHasEachOnce() {
        gold();
        change(1, 1, "live", "ES", 1);
        change(3, 2, "live", "IT", 3);

        assertThat(whom("everyone")).containsExactly(id(1), id(2), id(3));
        assertThat(whom("country = 'ES'")).containsExactly(id(1));
        assertThat(whom("country = 'IT'")).containsExactly(id(3));
    }

    @Test
    void membersFollowMergesUnmergesAndForgetting() {
        change(1, 1, "live", "IT", 1);
        change(2, 2, "live", "IT", 2);
        event(2, "Bought", "5");
        assertThat(whom("did 'Bought'")).containsExactly(id(2));

        change(1, 3, "live", "IT", 1, 2);
        change(2, 3, "merged", "");
        assertThat(whom("did 'Bought'")).containsExactly(id(1));
        assertThat(whom("everyone")).containsExactly(id(1));

        change(1, 4, "live", "IT", 1);
        change(2, 4, "live", "IT", 2);
        assertThat(whom("did 'Bought'")).containsExactly(id(2));
        assertThat(whom("country = 'IT'")).containsExactly(id(1), id(2));

        change(2, 5, "forgotten", "");
        assertThat(whom("did 'Bought'")).isEmpty();
        assertThat(whom("everyone")).containsExactly(id(1));
    }

    @Test
    void explainsByTheSameValues() {
        change(1, 1, "live", "IT", 1, 2);
        event(2, "Bought", "5");
        Identifier lead = new Identifier(IdentifierType.USER_ID, "u1");

        asking(audiences -> {
            LakeExpression audience =
                    bound(audiences, NOTHING, "country = 'IT' and sum of total of 'Bought' in last 30 days > 3");
            LakeProfile found = audiences
                    .profile(new ProfileId(id(2)), audience)
                    .orElseThrow(() -> new AssertionError("A part leads to its profile."));
            assertThat(found.id().value()).isEqualTo(id(1));
            assertThat(found.identifiers()).containsExactly(lead);
            assertThat(found.trait("country")).hasToString("Text[text=IT]");
            assertThat(audiences.find(lead)).contains(new ProfileId(id(1)));
            assertThat(audiences.find(new Identifier(IdentifierType.USER_ID, "nobody")))
                    .isEmpty();
        });
    }

    @Test
    void saysHowFarAMessageWouldReach() {
        gold();
        lake.create(EngagementTables.DECISIONS);
        change(1, 1, "live", "IT", 1);
        change(3, 1, "live", "IT", 3, 4);
        change(5, 1, "live", "IT", 5);
        write(
                lake,
                EventTables.PROFILE_CHANGES.name(),
                "SELECT profile_id, CAST(2 AS BIGINT) AS log_offset, state, constituents, traits, consents,"
                        + " [{'type': 'email', 'value': profile_id || '@x.example'}] AS identifiers FROM"
                        + " gold.profile_changes");
        write(
                lake,
                EngagementTables.DECISIONS.name(),
                "SELECT CAST(1 AS BIGINT) AS log_offset, 'd1' AS decision_id, 'help' AS campaign, '" + id(4)
                        + "' AS constituent_id, 'email' AS"
                        + " channel, 'sent' AS verdict, " + EARLIER
                        + " AS decided_at UNION ALL SELECT 2, 'd2', 'help', '"
                        + id(1) + "', 'email', 'withheld', " + EARLIER + " UNION ALL SELECT 3, 'd3', 'receipt', '"
                        + id(1) + "', 'email', 'sent', " + EARLIER);
        lake.create(EngagementTables.DO_NOT_CONTACT);
        write(
                lake,
                EngagementTables.DO_NOT_CONTACT.name(),
                "SELECT CAST(4 AS BIGINT) AS log_offset, '" + id(5) + "' AS constituent_id, 'email' AS channel, "
                        + EARLIER + " AS since UNION ALL SELECT 5, '" + id(3) + "', 'sms', " + EARLIER);
        FrequencyCap cap = FrequencyCap.by(new ChannelName("email"), 1, Duration.ofDays(30));
        Holdout half =
                new Holdout(new HoldoutName("half"), new HoldoutShare(500_000), new HoldoutSalt("a salt for the test"));
        long held = half.contains(new ProfileId(id(1))) ? 1 : 0;

        asking(audiences -> {
            LakeExpression everyone = bound(audiences, NOTHING, "everyone");
            assertThat(audiences.reach(everyone, order(Purpose.MARKETING, List.of(cap), List.of(half))))
                    .isEqualTo(new Reach(4, 3, 2, 2, 1, held));
            assertThat(audiences.reach(everyone, order(Purpose.TRANSACTIONAL, List.of(cap), List.of(half))))
                    .isEqualTo(new Reach(4, 3, 2, 2, 2, 0));
            assertThat(audiences.reach(everyone, order(new Purpose("news"), List.of(), List.of())))
                    .isEqualTo(new Reach(4, 3, 2, 0, 0, 0));
        });
    }

    private static ReachOrder order(Purpose purpose, List<FrequencyCap> caps, List<Holdout> holdouts) {
        return new ReachOrder(ChannelKind.EMAIL, purpose, caps, Set.of(new CampaignName("receipt")), holdouts);
    }

    @Test
    void knowsTheWordsOfLiveTablesAndWhatWasDeleted() {
        gold();
        change(3, 1, "live", "IT", 3);
        write(
                lake,
                EventTables.PROFILE_CHANGES.name(),
                "SELECT '" + id(6) + "' AS profile_id, CAST(7 AS BIGINT) AS log_offset, 'live' AS state, ['" + id(6)
                        + "'] AS constituents, MAP {'plan': {'value': 'pro', 'source': 'web', 'at': " + EARLIER
                        + "}, 'seats': {'value': '12', 'source': 'web', 'at': " + EARLIER + "}, 'renewal': {'value':"
                        + " '2026-07-01', 'source': 'web', 'at': " + EARLIER + "}} AS traits, MAP {'orders_90d': '1'}"
                        + " AS computed");
        Declared declared = new Declared(
                List.of(), List.of(), TrackingPlan.OPEN, Optional.of(Set.of("country", "spent", "joined_at")));

        asking(audiences -> {
            AudienceCatalog catalog = audiences.catalog(declared, new SeenWords());
            assertThat(problems(catalog, "plan = 'pro' and seats > 10 and renewal within next 30 days"))
                    .isEmpty();
            assertThat(problems(catalog, "loyal = true or orders_90d > 1"))
                    .containsExactly(
                            "trait 'loyal' was deleted at 1:1. Declare it again, or take the condition out.",
                            "trait 'orders_90d' was deleted at 1:17. Declare it again, or take the condition out.");
            assertThat(problems(catalog, "seats = 'many'"))
                    .singleElement()
                    .asString()
                    .contains("'seats' is a number");
            assertThat(problems(catalog, "consents to marketng"))
                    .singleElement()
                    .asString()
                    .contains("Did you mean 'marketing'?");
            assertThat(problems(catalog, "did 'Bougt'"))
                    .singleElement()
                    .asString()
                    .startsWith("unknown event 'Bougt' at 1:5");
        });
    }

    private static List<String> problems(AudienceCatalog catalog, String where) {
        BindResult result = catalog.bind(ExpressionParser.parse(where).orThrow("test"));
        return result instanceof BindResult.Refused(var problems)
                ? problems.stream().map(one -> one.sentence()).toList()
                : List.of();
    }
}
