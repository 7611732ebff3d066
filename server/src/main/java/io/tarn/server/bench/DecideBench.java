package io.tarn.server.bench;

import io.tarn.decide.Decider;
import io.tarn.model.decision.Candidate;
import io.tarn.model.decision.Contact;
import io.tarn.model.decision.ContactHistory;
import io.tarn.model.decision.DecisionContext;
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
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.profile.ConsentValue;
import io.tarn.server.Home;
import io.tarn.server.config.Definitions;
import io.tarn.server.config.Project;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * How long a decision takes: by itself, for one campaign and for all campaigns of a workspace that compete, with every
 * guardrail; then over HTTP, of a server in a process of its own, for persons at random.
 */
public final class DecideBench {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int CORE_DECISIONS = 200_000;
    private static final int CONTACTS = 20;
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    private final PrintWriter out;
    private final String mainClass;
    private final Load load;

    /**
     * How much there is to do.
     *
     * @param perSecond decisions over HTTP
     */
    public record Load(int persons, int campaigns, int perSecond, Duration length) {}

    public DecideBench(PrintWriter out, String mainClass, Load load) {
        this.out = out;
        this.mainClass = mainClass;
        this.load = load;
    }

    /** Measures in a home that must be empty. */
    public void run(Path folder) {
        BenchHome prepared = BenchHome.prepare(folder);
        Home home = prepared.home();
        BenchCampaigns.write(home, load.campaigns());
        Definitions definitions = Definitions.read(new Project(home.project()));
        core("decision core, one campaign", definitions, 1);
        core("decision core, " + load.campaigns() + " campaigns compete", definitions, load.campaigns());
        BenchHome.drive(() -> http(prepared));
    }

    private void core(String name, Definitions definitions, int campaigns) {
        Decider decider = new Decider(definitions.guardrails());
        SplittableRandom random = new SplittableRandom(11);
        List<Campaign> some = definitions.campaigns().subList(0, campaigns);
        long[] nanos = new long[CORE_DECISIONS];
        long decided = 0;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < CORE_DECISIONS; i++) {
                DecisionContext context = context(some, random);
                long begin = System.nanoTime();
                decided += decider.decideTogether(context).size();
                nanos[i] = System.nanoTime() - begin;
            }
        }
        print(name + ", p50", LiveLoad.quantile(nanos, 0.5) / NANOS_PER_MICRO, "µs");
        print(name + ", p99", LiveLoad.quantile(nanos, 0.99) / NANOS_PER_MICRO, "µs");
        if (decided != 2L * CORE_DECISIONS * campaigns) {
            throw new IllegalStateException("Some decisions are missing.");
        }
    }

    private static DecisionContext context(List<Campaign> campaigns, SplittableRandom random) {
        ProfileId profile = ProfileId.derive("bench", Long.toString(random.nextLong()), 0);
        Instant now = NOW.plusSeconds(random.nextInt(86_400 * 30));
        Occasion occasion = new Occasion(
                new EventKey(new SourceName("web"), "m" + random.nextInt()), now, RawEvent.Origin.LIVE, profile);
        List<Candidate> candidates = campaigns.stream()
                .map(one -> new Candidate(one, one.steps().getFirst(), occasion, now, Optional.empty(), Map.of()))
                .toList();
        List<Contact> contacts = new ArrayList<>();
        for (int i = random.nextInt(CONTACTS); i > 0; i--) {
            contacts.add(new Contact(
                    now.minusSeconds(random.nextInt(86_400 * 60)),
                    ChannelName.EMAIL,
                    campaigns.get(random.nextInt(campaigns.size())).name()));
        }
        Recipient recipient = new Recipient(
                profile,
                Set.of(profile),
                Optional.of(ZoneId.of(random.nextBoolean() ? "Europe/Berlin" : "America/New_York")),
                Map.of("marketing", new ConsentValue(random.nextInt(10) > 0, "web", NOW)),
                Map.of(ChannelName.EMAIL, new Identifier(new IdentifierType("email"), "a@example.org")),
                List.of(),
                random.nextInt(10) == 0 ? Set.of(new AudienceName("open_ticket")) : Set.of(),
                new ContactHistory(contacts));
        return new DecisionContext(
                candidates.getFirst(), candidates.subList(1, candidates.size()), recipient, now, KillSwitch.RELEASED);
    }

    private void http(BenchHome home) throws IOException, InterruptedException {
        try (MeasuredServer server = MeasuredServer.serve(mainClass, home.home())) {
            LiveLoad traffic = new LiveLoad(
                    MeasuredServer.LOOPBACK,
                    server.port(),
                    home.writer(),
                    "Bearer " + server.adminKey(),
                    load.persons());
            traffic.identifyAll();
            traffic.awaitDrained();
            traffic.send(load.length().dividedBy(2), load.perSecond() / (double) LiveLoad.BATCH);
            traffic.awaitDrained();
            traffic.reads(load.length().dividedBy(2), load.perSecond(), "/decision");
            long[] nanos = traffic.reads(load.length(), load.perSecond(), "/decision");
            double seconds = load.length().toNanos() / 1e9;
            print("decisions over HTTP, " + load.campaigns() + " campaigns", nanos.length / seconds, "/s");
            print("decision over HTTP, p50", LiveLoad.quantile(nanos, 0.5) / NANOS_PER_MILLI, "ms");
            print("decision over HTTP, p99", LiveLoad.quantile(nanos, 0.99) / NANOS_PER_MILLI, "ms");
        }
    }

    private void print(String part, double value, String unit) {
        out.printf(Locale.ROOT, "%-44s %,12.2f %s%n", part, value, unit);
        out.flush();
    }
}
