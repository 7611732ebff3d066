package io.tarn.server.cli;

import io.tarn.lake.LakeSession;
import io.tarn.loop.gold.Connection;
import io.tarn.loop.gold.Explainer;
import io.tarn.loop.gold.ProfileCard;
import io.tarn.model.identity.ProfileId;
import io.tarn.server.CommandAudit;
import io.tarn.server.House;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why a profile is what it is, or why two records are, or are not, one person. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        header = "Explain a profile, or why two records are, or are not, one person.",
        description = {
            "One profile id: its traits with their source, what did not survive, its records and links.",
            "Two records, as key or source:key: the links between them and the weakest of these."
        })
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private AsOfOption asOf = new AsOfOption();

    @Parameters(index = "0", paramLabel = "PROFILE|RECORD", description = "A profile id, or the first record.")
    private String first = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "RECORD", description = "The second record.")
    private @Nullable String second;

    @Option(names = "--reveal", description = "Show personal values.")
    private boolean reveal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Before it is shown, so that nothing is shown that is not written down. */
    private void revealed(House house, String profile) {
        if (reveal) {
            Optional<ProfileId> known = profile.isEmpty() ? Optional.empty() : Optional.of(new ProfileId(profile));
            CommandAudit.record(house, new CommandAudit.Done("explain.reveal", known, "", "plain"));
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (House house = House.open(home.home().existing());
                LakeSession session = house.lake().open(asOf.readPoint(house.runs()))) {
            Explainer explainer = new Explainer(session);
            ExplainedText text = new ExplainedText(out, reveal);
            if (second == null) {
                ProfileCard card = explainer.profile(first);
                revealed(house, card.profileId());
                text.print(card);
            } else {
                Connection connection = explainer.records(first, second);
                revealed(house, connection.firstProfile());
                if (!connection.isOneProfile()) {
                    revealed(house, connection.secondProfile());
                }
                text.print(connection);
            }
            out.flush();
        }
        return ExitCode.DONE.number();
    }
}
