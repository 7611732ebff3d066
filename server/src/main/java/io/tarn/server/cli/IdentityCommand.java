package io.tarn.server.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.loop.gold.TestResult;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.server.CommandAudit;
import io.tarn.server.House;
import io.tarn.server.IdentityTests;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks who is who against what people know. */
@Command(
        name = "identity",
        mixinStandardHelpOptions = true,
        header = "Check who is who against what you know of some records.",
        description = "Tests lie in the project: tests/NAME.yaml. docs/plan.md has their form.")
final class IdentityCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            header = "Run the identity tests against the newest run.",
            description = {
                "Under 'same:' stand lists of records that are one person, under 'different:' lists of which no",
                "two are, each record as source:key, or as type:value for all that carry an identifier.",
                "A test that fails is told with the reason, and the exit code is 1."
            })
    int test(
            @Mixin HomeOption home,
            @Option(names = "--json", description = "Answer as JSON, for programs.") boolean json,
            @Option(names = "--reveal", description = "Show keys as they are; written into the audit.")
                    boolean reveal) {
        PrintWriter out = spec.commandLine().getOut();
        try (House house = House.open(home.home().existing())) {
            List<TestResult> results = new IdentityTests(house).run();
            if (results.isEmpty()) {
                throw new TarnException(
                        ErrorCode.NOT_FOUND,
                        "There is no identity test in '"
                                + house.home().project().resolve("tests")
                                + "'. Write one, such as known.yaml with: same: [[crm:1017, shop:u-88]]");
            }
            if (reveal) {
                CommandAudit.record(
                        house, new CommandAudit.Done("identity.test.reveal", Optional.empty(), "", "plain"));
            }
            TestText text = new TestText(out, reveal);
            if (json) {
                ObjectNode answer = new JsonMapper().createObjectNode();
                text.json(results, answer.putArray("tests"));
                out.println(answer.toPrettyString());
            } else {
                text.print(results);
            }
            out.flush();
            return TestResult.anyFails(results) ? ExitCode.FAULT_IN_INPUT.number() : ExitCode.DONE.number();
        }
    }
}
