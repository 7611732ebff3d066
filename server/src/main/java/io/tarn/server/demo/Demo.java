package io.tarn.server.demo;

import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Contracts;
import io.tarn.loop.Progress;
import io.tarn.loop.gold.Evaluation;
import io.tarn.loop.gold.GoldOrder.Approval;
import io.tarn.loop.gold.GoldOrder.Rerun;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.sample.SampleBrand;
import io.tarn.sample.SampleBrand.SourceFile;
import io.tarn.sample.ShopDay;
import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.TemporaryFolder;
import io.tarn.server.Unification;
import io.tarn.server.Unified;
import io.tarn.server.config.PrivateFile;
import io.tarn.server.config.Project;
import io.tarn.server.http.KeyRing;
import io.tarn.server.live.Serving;
import io.tarn.server.report.Disclosure;
import io.tarn.server.report.TextSummary;
import io.tarn.storage.Registry;
import io.tarn.storage.local.SqliteRegistry;
import io.tarn.unify.measure.PartitionMeasures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes the sample brand in a home, unifies it, and says how right the answer is. */
public final class Demo {
    /** Says that a folder was made by the demo and may be made anew. */
    private static final String MARK = ".tarn-demo";

    private static final double MILLIS_PER_SECOND = 1_000;

    /** Computed traits that the day's events fill. */
    private static final List<ComputedTrait> TRAITS = List.of(
            new ComputedTrait(
                    "products_viewed_7d",
                    "Product Viewed",
                    List.of(),
                    ComputedTrait.Function.COUNT,
                    Optional.empty(),
                    Optional.of(Duration.ofDays(7))),
            new ComputedTrait(
                    "favorite_category",
                    "Product Viewed",
                    List.of(),
                    ComputedTrait.Function.MOST_FREQUENT,
                    Optional.of("category"),
                    Optional.empty()),
            new ComputedTrait(
                    "spend_30d",
                    "Order Completed",
                    List.of(),
                    ComputedTrait.Function.SUM,
                    Optional.of("revenue"),
                    Optional.of(Duration.ofDays(30))));

    private final Home home;
    private final Progress progress;
    private final PrintWriter out;

    public Demo(Home home, Progress progress, PrintWriter out) {
        this.home = home;
        this.progress = progress;
        this.out = out;
    }

    /** Empties the home of an earlier demo; refuses a folder that no demo made. */
    public static void clear(Home home) throws IOException {
        boolean isOurs = Files.exists(home.root().resolve(MARK));
        if (Files.isDirectory(home.root()) && !isOurs) {
            try (var entries = Files.list(home.root())) {
                if (entries.findAny().isPresent()) {
                    throw new TarnException(
                            ErrorCode.INVALID_INPUT,
                            "'" + home.root() + "' is not empty and was not made by the demo, so it is left alone."
                                    + " Name another place with --home.");
                }
            }
        }
        TemporaryFolder.delete(home.root());
    }

    public void run(long seed, int persons) {
        Instant begun = InstantSource.system().instant();
        mark();
        try (House house = House.open(home)) {
            progress.stage("Making " + SampleBrand.NAME);
            SampleBrand.Files brand = new SampleBrand(seed, persons)
                    .write(home.root().resolve("sample"), (jsonLines, parquet) -> parquet(house, jsonLines, parquet));
            Project project = new Project(home.project());
            for (SourceFile source : brand.sources()) {
                project.save(definition(source));
            }
            TRAITS.forEach(project::save);
            DemoProject.write(home);
            Unified unified = new Unification(house, progress, Disclosure.MASKED, SampleBrand.NAME)
                    .run(Approval.NOT_NEEDED, Rerun.ALWAYS);
            if (unified instanceof Unified.Completed completed) {
                progress.stage("Comparing with the truth");
                PartitionMeasures measures = evaluate(house, brand);
                tell(
                        brand,
                        completed,
                        measures,
                        Duration.between(begun, InstantSource.system().instant()));
            }
        }
    }

    /** Serves what was made, and sends a day of the shop's traffic to it; returns when the server is stopped. */
    public void serve(long seed, int port) {
        String key = PrivateFile.secret("collect");
        try (Registry registry = SqliteRegistry.open(home.root())) {
            registry.add(new Registry.ApiKey(
                    "web",
                    KeyRing.hash(key),
                    Registry.Scope.COLLECT,
                    Optional.of("web"),
                    InstantSource.system().instant()));
        }
        List<ShopDay.Customer> customers;
        try (House house = House.open(home)) {
            customers = DemoDay.customers(house);
        }
        progress.stage("Serving, and sending a day of the shop's traffic");
        InstantSource clock = InstantSource.system();
        try (DemoMail mail = DemoMail.open(0, clock)) {
            DemoProject.mailTo(home, mail.port());
            new Serving(home, "127.0.0.1", port, new DemoMailPages(mail, clock)::mount)
                    .run(address -> Thread.ofVirtual().start(() -> {
                        try {
                            new DemoDay(seed, key, out).run(address, customers);
                            new DemoLoop(home, key, mail, out).run(address);
                        } catch (TarnException stopped) {
                            out.println("The demo sends no more: " + stopped.getMessage());
                            out.flush();
                        }
                    }));
        }
    }

    private static SourceDefinition definition(SourceFile source) {
        SourceDefinition plain = SourceDefinition.of(
                source.name(), source.file().toAbsolutePath().toString());
        return new SourceDefinition(
                plain.name(),
                plain.place(),
                plain.format(),
                plain.options(),
                Optional.of(source.key()),
                Optional.of(source.observedAt()),
                plain.priority(),
                plain.region(),
                List.of(),
                List.of());
    }

    private void tell(SampleBrand.Files brand, Unified.Completed completed, PartitionMeasures measures, Duration took) {
        out.println();
        out.printf(
                Locale.ROOT,
                "%s, a made-up retailer, keeps %,d records of its customers in %d systems that disagree.%n",
                SampleBrand.NAME,
                brand.records(),
                brand.sources().size());
        out.printf(
                Locale.ROOT,
                "Tarn found %,d persons in them, in %.1f seconds; there are %,d really.%n",
                measures.profiles(),
                took.toMillis() / MILLIS_PER_SECOND,
                measures.entities());
        out.printf(
                Locale.ROOT,
                "Of the pairs of records it joined, %.2f %% are right; of those it should have joined, it found %.2f %%"
                        + " (F1 %.4f).%n",
                100 * measures.pairwise().precision(),
                100 * measures.pairwise().recall(),
                measures.pairwise().f1());
        out.println();
        TextSummary.surprise(completed.report().with(Disclosure.REVEALED)).ifPresent(sentence -> {
            out.println("One that surprised: " + sentence);
            out.println();
        });
        out.println("Look at the report:   " + completed.page());
        out.println("Try next:");
        String at = " --home " + home.root();
        out.println("  ./tarn sql \"SELECT full_name, email, city, record_count, sources FROM gold.customers"
                + " ORDER BY record_count DESC LIMIT 10\"" + at);
        out.println("  ./tarn explain $(./tarn sql \"SELECT profile_id FROM gold.customers ORDER BY record_count DESC,"
                + " profile_id LIMIT 1\" --format csv" + at + " | tail -1)" + at);
        out.println("  ./tarn tables gold.customers" + at);
        out.println("  ./tarn try YOUR.csv");
        out.flush();
    }

    private static PartitionMeasures evaluate(House house, SampleBrand.Files brand) {
        try (LakeSession session = house.lake().open(house.runs().readPoint(Contracts.OWNED_BY_RUNS))) {
            return Evaluation.against(session, brand.truth());
        }
    }

    private static void parquet(House house, Path jsonLines, Path parquet) {
        try (LakeSession session = house.lake().open(new ReadPoint.Latest())) {
            session.execute(Statement.of("COPY (SELECT * FROM read_json("
                    + session.dialect().literal(jsonLines.toString()) + ", format = 'newline_delimited')) TO "
                    + session.dialect().literal(parquet.toString()) + " (FORMAT parquet)"));
        }
    }

    private void mark() {
        try {
            Files.writeString(home.root().resolve(MARK), "Made by 'tarn demo', which may empty this folder.\n");
        } catch (IOException failure) {
            throw new TarnException(
                    ErrorCode.STORAGE_UNAVAILABLE,
                    "The demo's home '" + home.root() + "' cannot be written to: " + failure + ".",
                    failure);
        }
    }
}
