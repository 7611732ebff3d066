package io.tarn.server.cli;

import io.tarn.model.erasure.ForgetReceipt;
import io.tarn.server.CommandAudit;
import io.tarn.server.Erasing;
import io.tarn.server.House;
import io.tarn.wire.erasure.ForgetReceiptCodec;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Forgets a person. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        header = "Remove a person from tables (older versions too), log, live profiles, rejects and reports.",
        description = {
            "Keyed hashes remain, so that a later run, event or replay does not bring the person back.",
            "Identifiers that also lead to others, such as a household's telephone, stay theirs.",
            "Time travel of all tables that can hold a person ends here. The receipt is kept under receipts/."
        })
final class ForgetCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Parameters(
            paramLabel = "TYPE:VALUE",
            description = "email:…, phone:…, user_id:…, record:SOURCE:KEY or profile:ID.")
    private String identifier = "";

    @Option(names = "--dry-run", description = "Say what would be removed, and change nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Answer as JSON, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (ConsoleProgress progress = ConsoleProgress.standard();
                House house = House.open(home.home().existing().prepare())) {
            Erasing erasing = new Erasing(house, progress);
            ForgetReceipt receipt = dryRun ? erasing.preview(identifier) : erasing.forget(identifier);
            if (!dryRun) {
                CommandAudit.record(house, CommandAudit.Done.of("forget", receipt.asked()));
            }
            out.println(json ? ForgetReceiptCodec.write(receipt) : ForgottenText.lines(receipt, dryRun));
            out.flush();
            return ExitCode.DONE.number();
        }
    }
}
