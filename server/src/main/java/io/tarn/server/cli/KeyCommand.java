package io.tarn.server.cli;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.SourceName;
import io.tarn.server.CommandAudit;
import io.tarn.server.CommandAudit.Done;
import io.tarn.server.Home;
import io.tarn.server.config.PrivateFile;
import io.tarn.server.http.KeyRing;
import io.tarn.storage.Registry;
import io.tarn.storage.Registry.ApiKey;
import io.tarn.storage.Registry.Scope;
import io.tarn.storage.local.SqliteRegistry;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the keys to the HTTP API. */
@Command(name = "key", mixinStandardHelpOptions = true, header = "Add, list and remove keys to the HTTP API.")
final class KeyCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            header = "Make a key and print it, once: only a hash of it is kept.")
    int add(
            @Mixin HomeOption home,
            @Option(
                            names = "--scope",
                            required = true,
                            paramLabel = "SCOPE",
                            description = "collect: send events of one source; read: read profiles; marketer: read them"
                                    + " masked; admin: everything.")
                    String scope,
            @Option(
                            names = "--source",
                            paramLabel = "NAME",
                            description = "The event source whose events a collect key brings.")
                    @Nullable
                    String source,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description = "What people call the key (default: its source or scope).")
                    @Nullable
                    String name) {
        Scope wanted = scope(scope);
        if (wanted == Scope.COLLECT && source == null) {
            throw new TarnException(
                    ErrorCode.WRONG_USAGE, "A collect key brings the events of one source: name it with --source.");
        }
        Optional<String> bound = wanted == Scope.COLLECT
                ? Optional.ofNullable(source)
                        .map(text -> SourceName.ofEvents(text).value())
                : Optional.empty();
        Home place = home.home().prepare();
        try (Registry registry = SqliteRegistry.open(place.root())) {
            String key = PrivateFile.secret(scope.toLowerCase(Locale.ROOT));
            String called = name == null ? free(registry, bound.orElse(scope.toLowerCase(Locale.ROOT))) : name;
            registry.add(new ApiKey(
                    called, KeyRing.hash(key), wanted, bound, Instant.now().truncatedTo(ChronoUnit.MILLIS)));
            new CommandAudit(place)
                    .record(new Done(
                            "key.add",
                            Optional.empty(),
                            "key:" + called,
                            wanted.name().toLowerCase(Locale.ROOT)));
            PrintWriter out = spec.commandLine().getOut();
            out.println(key);
            out.flush();
            spec.commandLine().getErr().println("tarn: key '" + called + "' was added; it is not shown again");
        }
        return ExitCode.DONE.number();
    }

    @Command(name = "list", mixinStandardHelpOptions = true, header = "List keys: name, scope, source, since when.")
    int list(@Mixin HomeOption home) {
        PrintWriter out = spec.commandLine().getOut();
        try (Registry registry = SqliteRegistry.open(home.home().existing().root())) {
            for (ApiKey key : registry.keys()) {
                out.printf(
                        Locale.ROOT,
                        "%-24s %-10s %-24s %s%n",
                        key.name(),
                        key.scope().name().toLowerCase(Locale.ROOT),
                        key.source().orElse("-"),
                        key.createdAt());
            }
        }
        out.flush();
        return ExitCode.DONE.number();
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, header = "Withdraw a key; it stops within seconds.")
    int remove(@Mixin HomeOption home, @Parameters(paramLabel = "NAME", description = "The key's name.") String name) {
        Home place = home.home().existing();
        try (Registry registry = SqliteRegistry.open(place.root())) {
            if (!registry.withdraw(name, Instant.now())) {
                throw new TarnException(
                        ErrorCode.UNKNOWN_NAME, "There is no key '" + name + "'. './tarn key list' names them all.");
            }
        }
        new CommandAudit(place).record(Done.of("key.remove", "key:" + name));
        return ExitCode.DONE.number();
    }

    private static Scope scope(String word) {
        for (Scope scope : Scope.values()) {
            if (scope.name().equalsIgnoreCase(word)) {
                return scope;
            }
        }
        throw new TarnException(
                ErrorCode.WRONG_USAGE, "'" + word + "' is no scope: use collect, read, marketer or admin.");
    }

    /** A name that no key has yet. */
    private static String free(Registry registry, String wish) {
        return IntStream.rangeClosed(1, Integer.MAX_VALUE)
                .mapToObj(number -> number == 1 ? wish : wish + "_" + number)
                .filter(name ->
                        registry.keys().stream().noneMatch(key -> key.name().equals(name)))
                .findFirst()
                .orElse(wish);
    }
}
