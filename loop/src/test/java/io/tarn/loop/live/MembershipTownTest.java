package io.tarn.loop.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tarn.audience.AudienceDefinition;
import io.tarn.audience.bind.Catalog;
import io.tarn.audience.eval.ProfileEvaluator;
import io.tarn.audience.parse.ExpressionParser;
import io.tarn.collect.admit.Admitted;
import io.tarn.lake.table.EngagementTables;
import io.tarn.model.decision.Standing;
import io.tarn.model.event.Event;
import io.tarn.model.log.LogEntry;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Guardrails;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.storage.Outgoing;
import io.tarn.storage.ProfileStore;
import io.tarn.testing.TestingEventLog;
import io.tarn.testing.TestingProfileStore;
import io.tarn.understand.membership.KnownProfile;
import io.tarn.understand.membership.LiveAudience;
import io.tarn.understand.membership.LiveAudiences;
import io.tarn.understand.trait.Features;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is in which audience, kept event by event and tick by tick, is who would be found by looking at everybody. */
final class MembershipTownTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int DAYS = 60;
    private static final Instant END = Town.START.plus(Duration.ofDays(DAYS + 5));

    private static final Map<String, String> AUDIENCES = new TreeMap<>(Map.ofEntries(
            Map.entry("bought", "did 'Order Completed' in last 9 days"),
            Map.entry("often", "count of 'Order Completed' in last 20 days >= 2"),
            Map.entry("spender", "sum of price of 'Order Completed' > 100 and not in audience 'often'"),
            Map.entry("looked", "did 'page' then not 'Order Completed' within 2 days in last 14 days"),
            Map.entry("looked_and_bought", "did 'page' then 'Order Completed' within 1 days in last 30 days"),
            Map.entry("quiet", "last 'page' more than 10 days ago or not did 'page' in last 10 days"),
            Map.entry("fresh", "first 'Order Completed' within 12 days"),
            Map.entry("reachable", "reachable by email and not consents to marketing"),
            Map.entry("agreed", "consents to email for marketing or consents to marketing"),
            Map.entry("varied", "distinct of item of 'page' in last 10 days >= 2"),
            Map.entry("all", "everyone"),
            Map.entry("either", "in audience 'bought' or in audience 'agreed'")));

    static final List<LiveAudience> LIVE = live();

    private static List<LiveAudience> live() {
        List<AudienceDefinition> declared = new ArrayList<>();
        AUDIENCES.forEach((name, text) -> declared.add(new AudienceDefinition(
                new AudienceName(name), "", ExpressionParser.parse(text).orThrow(name))));
        LiveAudiences audiences = LiveAudiences.of(declared, Catalog.EMPTY);
        assertThat(audiences.remarks()).isEmpty();
        return audiences.kept();
    }

    private final TestingEventLog log = new TestingEventLog(1_000_000);
    private final ProfileStore store = new TestingProfileStore();
    private final List<String> rows = new ArrayList<>();

    private LiveWriter writer(Town town) {
        CampaignRules campaigns = new CampaignRules(
                LIVE, List.of(), Set.of(), Guardrails.defaults(), Map.of(), Optional.empty(), Map.of());
        return new LiveWriter(
                log,
                store,
                raw -> new Admitted.Accepted(town.event(raw), List.of()),
                new LiveRules(IdentifierRules.defaults(), List.of(), IdentityRules.defaults(), campaigns),
                new ChangeFeed());
    }

    private void drain(LiveWriter writer) {
        while (writer.step() > 0) {
            for (Outgoing out : store.outgoing(100)) {
                out.rows().stream()
                        .filter(row -> row.table()
                                .equals(EngagementTables.AUDIENCE_CHANGES.name().toString()))
                        .forEach(row -> rows.add(row.json()));
                store.arrived(out.offset());
            }
        }
    }

    private void run(Town town, LiveWriter writer, long seed) {
        Random chance = new Random(seed);
        List<Event> events = town.events().stream()
                .sorted(Comparator.comparing((Event one) -> one.head().receivedAt()))
                .toList();
        int next = 0;
        while (next < events.size()) {
            int end = Math.min(events.size(), next + 1 + chance.nextInt(120));
            List<LogEntry> entries = new ArrayList<>();
            for (Event event : events.subList(next, end)) {
                entries.add(new LogEntry.Received(town.raw(event)));
            }
            if (chance.nextInt(2) == 0) {
                entries.add(new LogEntry.Tick(events.get(end - 1).head().receivedAt()));
            }
            log.append(entries).join();
            drain(writer);
            next = end;
        }
        log.append(List.of(new LogEntry.Tick(END))).join();
        drain(writer);
    }

    private List<Profile> profiles() {
        return store.profilesAfter(Optional.empty(), 100_000);
    }

    /** What stands of each profile, as {@code audience profile}. */
    private Set<String> kept() {
        Set<String> kept = new TreeSet<>();
        for (Profile profile : profiles()) {
            for (Constituent one : profile.constituents()) {
                Standing standing = store.findStandings(List.of(one.id())).getOrDefault(one.id(), Standing.NONE);
                standing.audiences().keySet().forEach(name -> kept.add(name + " " + profile.id()));
                if (!one.id().equals(profile.id())) {
                    assertThat(standing.audiences()).isEmpty();
                }
            }
        }
        return kept;
    }

    private Set<String> found() {
        Features features = new Features(
                List.of(),
                LIVE.stream()
                        .flatMap(one -> one.expression().features().stream())
                        .toList());
        Set<String> found = new TreeSet<>();
        for (Profile profile : profiles()) {
            KnownProfile known = new KnownProfile(profile, features, store::window);
            for (LiveAudience audience : LIVE) {
                if (ProfileEvaluator.evaluate(audience.expression(), known, END).member()) {
                    found.add(audience.name() + " " + profile.id());
                }
            }
        }
        return found;
    }

    /** What the rows for the lake come to, the newest of each profile and audience. */
    private Set<String> told() throws IOException {
        Set<String> told = new TreeSet<>();
        for (String row : rows) {
            JsonNode json = MAPPER.readTree(row);
            String key = json.path("audience").asText() + " "
                    + json.path("profile_id").asText();
            boolean news = json.path("change").asText().equals("entered") ? told.add(key) : told.remove(key);
            assertThat(news).as("a row that changes something: %s", row).isTrue();
        }
        return told;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void membersKeptAreMembersFoundAndToldToTheLake(long seed) throws IOException {
        Town town = new Town(seed, 120, DAYS);
        LiveWriter writer = writer(town);

        run(town, writer, seed);

        assertThat(kept()).isEqualTo(found()).isEqualTo(told());
        Set<String> populated = new HashSet<>();
        kept().forEach(one -> populated.add(one.substring(0, one.indexOf(' '))));
        assertThat(populated).hasSizeGreaterThan(8);
    }

    @Test
    void whoIsPartedAndForgottenIsCountedAsTheyAre() throws IOException {
        Town town = new Town(9, 150, DAYS);
        LiveWriter writer = writer(town);
        run(town, writer, 9);
        Profile merged = profiles().stream()
                .filter(one -> one.constituents().size() >= 2)
                .findFirst()
                .orElseThrow();
        Constituent left = merged.constituents().get(0);
        Constituent right = merged.constituents().get(1);

        log.append(List.of(new LogEntry.Judged(END, left.id(), right.id(), LogEntry.Verdict.DIFFERENT, "person:ann")))
                .join();
        drain(writer);

        assertThat(store.findProfiles(List.of(left.id()))).isNotEqualTo(store.findProfiles(List.of(right.id())));
        assertThat(kept()).isEqualTo(found()).isEqualTo(told());
        log.append(List.of(new LogEntry.Judged(END, left.id(), right.id(), LogEntry.Verdict.SAME, "person:ann")))
                .join();
        drain(writer);
        assertThat(kept()).isEqualTo(found()).isEqualTo(told());
        log.append(List.of(new LogEntry.Forgotten(END, List.of(merged.id()), List.of())))
                .join();
        drain(writer);
        assertThat(kept()).isEqualTo(found());
        assertThat(kept()).noneMatch(one -> one.endsWith(merged.id().value()));
    }
}
