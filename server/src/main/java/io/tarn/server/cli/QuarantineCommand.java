package io.tarn.server.cli;

import io.tarn.loop.quarantine.Quarantine;
import io.tarn.loop.quarantine.QuarantineFilter;
import io.tarn.loop.quarantine.QuarantineList;
import io.tarn.loop.quarantine.QuarantinedEvent;
import io.tarn.loop.quarantine.ReplayOrder;
import io.tarn.loop.quarantine.ReplayOutcome;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.Violation;
import io.tarn.model.policy.TrackingPlan.PropertyType;
import io.tarn.server.CommandAudit;
import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.Replaying;
import io.tarn.server.RunningServer;
import io.tarn.server.http.QuarantineJson;
import io.tarn.wire.event.EventMending;
import io.tarn.wire.view.Disclosure;
import io.tarn.wire.view.EventView;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at events that were put aside, and sends them through the log again. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        header = "List events that were put aside, and replay them mended.",
        description = "The tracking plan, tracking-plan.yaml of the project, says which events are put aside.")
final class QuarantineCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Which of them. */
    static final class Which {
        @Option(names = "--event", paramLabel = "NAME", description = "Only events of this name, or of this type.")
        private @Nullable String event;

        @Option(
                names = "--reason",
                paramLabel = "WORD",
                description = "Only those with this reason: property_missing, …")
        private @Nullable String reason;

        @Option(names = "--since", paramLabel = "TIME", description = "Only those received since, in UTC: 2026-11-20.")
        private @Nullable String since;

        QuarantineFilter filter() {
            return new QuarantineFilter(
                    Optional.ofNullable(event),
                    Optional.ofNullable(reason),
                    Optional.ofNullable(since).map(Which::instant));
        }

        private static Instant instant(String text) {
            try {
                return text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            } catch (DateTimeException _) {
                throw new TarnException(
                        ErrorCode.WRONG_USAGE,
                        "--since takes a time in UTC such as 2026-11-20 or 2026-11-20T09:00:00Z, not '" + text + "'.");
            }
        }
    }

    /** What to change in them. */
    static final class Change {
        @Option(
                names = "--set",
                paramLabel = "NAME=VALUE",
                description = "Set a property or trait; with a dot before the name, a field of the event: .userId=4711")
        private Map<String, String> set = new LinkedHashMap<>();

        @Option(names = "--rename", paramLabel = "OLD=NEW", description = "Give a property another name.")
        private Map<String, String> renamed = new LinkedHashMap<>();

        @Option(names = "--drop", paramLabel = "NAME", description = "Leave a property out.")
        private List<String> dropped = List.of();

        @Option(names = "--type", paramLabel = "NAME=TYPE", description = "Make a property text, number or flag.")
        private Map<String, Form> types = new LinkedHashMap<>();

        /** What a property can be made. */
        enum Form {
            text,
            number,
            flag
        }

        EventMending mending() {
            Map<String, PropertyType> wanted = new LinkedHashMap<>();
            types.forEach((name, form) -> wanted.put(
                    name,
                    switch (form) {
                        case text -> PropertyType.TEXT;
                        case number -> PropertyType.NUMBER;
                        case flag -> PropertyType.FLAG;
                    }));
            return new EventMending(set, renamed, new LinkedHashSet<>(dropped), wanted);
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            header = "Show them, the newest first, and how many have each reason.")
    int list(
            @Mixin HomeOption home,
            @Mixin Which which,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "Show so many.") int limit,
            @Option(names = "--reveal", description = "Show personal values as they are.") boolean reveal,
            @Option(names = "--json", description = "Answer as JSON, for programs.") boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        Disclosure disclosure = reveal ? Disclosure.PLAIN : Disclosure.MASKED;
        try (House house = House.open(home.home().existing())) {
            QuarantineList list = new Quarantine(house.lake()).list(which.filter(), Math.max(0, limit));
            if (reveal) {
                CommandAudit.record(house, new CommandAudit.Done("quarantine.list", Optional.empty(), "", "plain"));
            }
            if (json) {
                out.println(QuarantineJson.write(list, disclosure));
            } else {
                print(out, list, disclosure);
            }
        }
        out.flush();
        return ExitCode.DONE.number();
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            header = "Send them through the log again, by the tracking plan as it is now.",
            description = {
                "An event counts once, however often it is replayed. What is refused again stays, with its new reason.",
                "Names of --set, --rename, --drop and --type mean properties, or traits of identify and group."
            })
    int replay(
            @Mixin HomeOption home,
            @Mixin Which which,
            @Mixin Change change,
            @Option(names = "--dry-run", description = "Say what would become of them, and change nothing.")
                    boolean dryRun,
            @Option(names = "--json", description = "Answer as JSON, for programs.") boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        Home place = home.home().existing();
        ReplayOrder order = new ReplayOrder(which.filter(), change.mending(), dryRun);
        ReplayOutcome outcome =
                RunningServer.find(place).map(server -> called(server, order)).orElseGet(() -> here(place, order));
        out.println(json ? QuarantineJson.write(outcome) : text(outcome));
        out.flush();
        return ExitCode.DONE.number();
    }

    private static ReplayOutcome called(RunningServer server, ReplayOrder order) {
        try (ServerCall call = new ServerCall(server)) {
            return QuarantineJson.outcome(call.post("/v1/quarantine/replay", QuarantineJson.write(order)));
        }
    }

    private static ReplayOutcome here(Home place, ReplayOrder order) {
        try (ConsoleProgress progress = ConsoleProgress.standard();
                House house = House.open(place)) {
            ReplayOutcome outcome = Replaying.replay(house, order, progress);
            CommandAudit.record(
                    house,
                    new CommandAudit.Done("quarantine.replay", Optional.empty(), "", order.dryRun() ? "dry_run" : ""));
            return outcome;
        }
    }

    private static void print(PrintWriter out, QuarantineList list, Disclosure disclosure) {
        for (QuarantinedEvent one : list.newest()) {
            out.println(one.raw().receivedAt() + "  " + one.raw().key().source() + "  "
                    + (one.name().isEmpty() ? "(no name)" : one.name()));
            for (Violation violation : one.violations()) {
                out.println("  " + violation.reason() + ": " + violation.detail());
            }
            out.println("  " + EventView.format(one.raw().json(), disclosure));
        }
        if (!list.newest().isEmpty()) {
            out.println();
        }
        out.println(list.total() + (list.total() == 1 ? " event waits" : " events wait") + " in quarantine"
                + (list.newest().size() < list.total() ? ", " + list.newest().size() + " shown." : "."));
        list.reasons().forEach((reason, count) -> out.printf(Locale.ROOT, "  %-24s %,d%n", reason, count));
        if (list.total() > 0) {
            out.println("Mend the plan or the events, then: tarn quarantine replay --dry-run");
        }
    }

    private static String text(ReplayOutcome outcome) {
        String accepted = outcome.dryRun() ? " would be accepted, " : " accepted, ";
        String reasons = outcome.reasons().entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));
        return outcome.accepted() + accepted + outcome.refused() + " still refused"
                + (reasons.isEmpty() ? "" : " (" + reasons + ")")
                + (outcome.taken() > 0 ? ", " + outcome.taken() + " taken already" : "")
                + (outcome.forgotten() > 0 ? ", " + outcome.forgotten() + " of forgotten persons dropped" : "") + ".";
    }
}
