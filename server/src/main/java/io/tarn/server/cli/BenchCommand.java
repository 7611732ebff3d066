package io.tarn.server.cli;

import io.tarn.server.TemporaryFolder;
import io.tarn.server.bench.AudienceBench;
import io.tarn.server.bench.DecideBench;
import io.tarn.server.bench.GoldBench;
import io.tarn.server.bench.IdentityBench;
import io.tarn.server.bench.LiveBench;
import io.tarn.server.bench.LoopBench;
import io.tarn.server.bench.ReviewBench;
import io.tarn.server.bench.StorageBench;
import io.tarn.server.bench.TownBench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures Tarn and prints the figures. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        header = "Measure Tarn here.",
        description = "Each measured command runs in a process of its own.",
        subcommands = {})
final class BenchCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "identity",
            mixinStandardHelpOptions = true,
            header = "Measure identity resolution on labelled sets: NAME.csv beside NAME.truth.csv.")
    int identity(
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            defaultValue = "../shared/data/identity",
                            description = "The folder of the sets (default: ${DEFAULT-VALUE}).")
                    Path data,
            @Option(
                            names = "--town",
                            description = "Instead measure what is merged wrongly in a generated town where much is"
                                    + " shared.")
                    boolean town,
            @Option(
                            names = "--seed",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "Which town (default: ${DEFAULT-VALUE}).")
                    long seed,
            @Mixin PeerOptions peers,
            @Parameters(arity = "0..*", paramLabel = "SET", description = "Only these sets.") List<String> sets) {
        if (town) {
            new TownBench(Tarn.class.getName(), spec.commandLine().getOut()).run(seed);
            return ExitCode.DONE.number();
        }
        new IdentityBench(
                        Tarn.class.getName(), peers.peers(), spec.commandLine().getOut())
                .run(data, sets == null ? List.of() : sets);
        return ExitCode.DONE.number();
    }

    @Command(
            name = "review",
            mixinStandardHelpOptions = true,
            header = "Measure what verdicts are worth on labelled sets, drawn by the queue and at random.")
    int review(
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            defaultValue = "../shared/data/identity",
                            description = "The folder of the sets (default: ${DEFAULT-VALUE}).")
                    Path data,
            @Parameters(arity = "1..*", paramLabel = "SET", description = "These sets, such as fake_1000.")
                    List<String> sets) {
        new ReviewBench(spec.commandLine().getOut()).run(data, sets);
        return ExitCode.DONE.number();
    }

    @Command(
            name = "audience",
            mixinStandardHelpOptions = true,
            header = "Measure a new audience over generated profiles and events in the lake.")
    int audience(
            @Option(
                            names = "--profiles",
                            paramLabel = "N",
                            defaultValue = "5000000",
                            description = "How many profiles (default: ${DEFAULT-VALUE}).")
                    long profiles,
            @Option(
                            names = "--events",
                            paramLabel = "N",
                            defaultValue = "100000000",
                            description = "How many events (default: ${DEFAULT-VALUE}).")
                    long events,
            @Option(
                            names = "--live",
                            paramLabel = "PERCENT",
                            defaultValue = "100",
                            description = "How many profiles live (default: ${DEFAULT-VALUE}).")
                    int live) {
        new AudienceBench(spec.commandLine().getOut()).run(profiles, events, live);
        return ExitCode.DONE.number();
    }

    @Command(
            name = "gold",
            mixinStandardHelpOptions = true,
            header = "Measure the road from a generated CSV to gold by stage: a first run, an unchanged one, and one"
                    + " with 1 %% new records.")
    int gold(
            @Option(
                            names = "--rows",
                            paramLabel = "N",
                            defaultValue = "1000000",
                            description = "How many records (default: ${DEFAULT-VALUE}).")
                    long rows,
            @Option(
                            names = "--rounds",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "How often Tarn and Splink link the records in turn, where Splink is"
                                    + " installed (default: ${DEFAULT-VALUE}).")
                    int rounds,
            @Mixin PeerOptions peers) {
        new GoldBench(Tarn.class.getName(), peers.peers(), spec.commandLine().getOut()).run(rows, rounds);
        return ExitCode.DONE.number();
    }

    @Command(
            name = "storage",
            mixinStandardHelpOptions = true,
            header = "Measure the log and the profile store on this disk.")
    int storage(
            @Option(
                            names = "--profiles",
                            paramLabel = "N",
                            defaultValue = "200000",
                            description = "How many profiles the store holds (default: ${DEFAULT-VALUE}).")
                    int profiles,
            @Option(
                            names = "--seconds",
                            paramLabel = "S",
                            defaultValue = "10",
                            description = "How long each part is measured (default: ${DEFAULT-VALUE}).")
                    int seconds) {
        new StorageBench(spec.commandLine().getOut(), Duration.ofSeconds(seconds)).run(profiles);
        return ExitCode.DONE.number();
    }

    @Command(
            name = "live",
            mixinStandardHelpOptions = true,
            header = "Drive a server from a second process: events a second, event to visible, reads, memory.")
    int live(
            @Option(
                            names = "--persons",
                            paramLabel = "N",
                            defaultValue = "100000",
                            description = "How many profiles there are (default: ${DEFAULT-VALUE}).")
                    int persons,
            @Option(
                            names = "--seconds",
                            paramLabel = "S",
                            defaultValue = "20",
                            description = "How long each part is measured (default: ${DEFAULT-VALUE}).")
                    int seconds,
            @Option(
                            names = "--audiences",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "How many audiences are kept live (default: ${DEFAULT-VALUE}).")
                    int audiences) {
        try (TemporaryFolder folder = TemporaryFolder.open("tarn-bench-live")) {
            LiveBench.Load load = new LiveBench.Load(persons, audiences, Duration.ofSeconds(seconds));
            new LiveBench(spec.commandLine().getOut(), Tarn.class.getName(), load).run(folder.path());
        }
        return ExitCode.DONE.number();
    }

    @Command(
            name = "loop",
            mixinStandardHelpOptions = true,
            header = "Measure from a failed payment to the mail at the mail server.")
    int loop(
            @Option(
                            names = "--messages",
                            paramLabel = "N",
                            defaultValue = "2000",
                            description = "How many payments fail (default: ${DEFAULT-VALUE}).")
                    int messages,
            @Option(
                            names = "--per-second",
                            paramLabel = "R",
                            defaultValue = "50",
                            description = "How many in a second (default: ${DEFAULT-VALUE}).")
                    int perSecond) {
        try (TemporaryFolder folder = TemporaryFolder.open("tarn-bench-loop")) {
            new LoopBench(spec.commandLine().getOut(), Tarn.class.getName(), messages, perSecond).run(folder.path());
        }
        return ExitCode.DONE.number();
    }

    @Command(name = "decide", mixinStandardHelpOptions = true, header = "Measure a decision, by itself and over HTTP.")
    int decide(
            @Option(
                            names = "--persons",
                            paramLabel = "N",
                            defaultValue = "100000",
                            description = "How many profiles there are (default: ${DEFAULT-VALUE}).")
                    int persons,
            @Option(
                            names = "--campaigns",
                            paramLabel = "N",
                            defaultValue = "10",
                            description = "How many campaigns compete (default: ${DEFAULT-VALUE}).")
                    int campaigns,
            @Option(
                            names = "--per-second",
                            paramLabel = "R",
                            defaultValue = "500",
                            description = "How many decisions in a second over HTTP (default: ${DEFAULT-VALUE}).")
                    int perSecond,
            @Option(
                            names = "--seconds",
                            paramLabel = "S",
                            defaultValue = "20",
                            description = "How long it is measured (default: ${DEFAULT-VALUE}).")
                    int seconds) {
        try (TemporaryFolder folder = TemporaryFolder.open("tarn-bench-decide")) {
            DecideBench.Load load = new DecideBench.Load(persons, campaigns, perSecond, Duration.ofSeconds(seconds));
            new DecideBench(spec.commandLine().getOut(), Tarn.class.getName(), load).run(folder.path());
        }
        return ExitCode.DONE.number();
    }
}
