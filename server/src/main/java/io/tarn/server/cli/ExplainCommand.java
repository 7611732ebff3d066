package io.tarn.server.cli;

import io.tarn.lake.LakeSession;
import io.tarn.loop.engage.MessageStories;
import io.tarn.loop.engage.MessageStory;
import io.tarn.loop.gold.Connection;
import io.tarn.loop.gold.Explainer;
import io.tarn.loop.gold.PairScoring;
import io.tarn.loop.gold.ProfileCard;
import io.tarn.loop.gold.ProfileCard.RecordRef;
import io.tarn.loop.review.ModelVerdictBook;
import io.tarn.loop.review.VerdictBook;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.RecordName;
import io.tarn.model.message.MessageId;
import io.tarn.model.policy.Campaign;
import io.tarn.server.CommandAudit;
import io.tarn.server.House;
import io.tarn.server.config.Project;
import java.io.PrintWriter;
import java.util.List;
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
        header = "Explain a profile, a message, or why two records are, or are not, one person.",
        description = {
            "'message' and a message id: from the event, audiences and traits to the decision, the delivery and outcomes.",
            "One profile id: its traits with their source, what did not survive, its records and links, and how it",
            "came to be, run by run.",
            "Two records, as key or source:key: the links that lead from one to the other and the weakest of these,",
            "or why they are two persons; then each comparison with what it weighs."
        })
final class ExplainCommand implements Callable<Integer> {
    private static final String MESSAGE = "message";

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private AsOfOption asOf = new AsOfOption();

    @Parameters(
            index = "0",
            paramLabel = "PROFILE|RECORD|message",
            description = "A profile id, the first record, or the word 'message'.")
    private String first = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "RECORD|ID",
            description = "The second record, or the message's id.")
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
        return first.equals(MESSAGE) && second != null ? message(second) : identity();
    }

    private int message(String id) {
        PrintWriter out = spec.commandLine().getOut();
        try (House house = House.open(home.home().existing())) {
            List<Campaign> campaigns = new Project(house.home().project()).campaigns();
            MessageStories stories = new MessageStories(
                    house.lake(),
                    name -> campaigns.stream()
                            .filter(one -> one.name().value().equals(name))
                            .map(Campaign::goal)
                            .findFirst());
            MessageStory story = stories.find(new MessageId(id))
                    .orElseThrow(() -> new TarnException(
                            ErrorCode.NOT_FOUND,
                            "There is no message '" + id + "' in gold.messages. A server carries messages to the lake"
                                    + " every few seconds; see: tarn sql \"SELECT DISTINCT message_id FROM"
                                    + " gold.messages\""));
            revealed(house, story.profile().value());
            new StoryText(out, reveal).print(story);
            out.flush();
        }
        return ExitCode.DONE.number();
    }

    private static RecordName name(RecordRef record) {
        return new RecordName(record.source(), record.recordId());
    }

    private int identity() {
        PrintWriter out = spec.commandLine().getOut();
        try (House house = House.open(home.home().existing());
                LakeSession session = house.lake().open(asOf.readPoint(house.runs()))) {
            Explainer explainer = new Explainer(
                    session,
                    new VerdictBook(house.lake()).verdicts(),
                    PairScoring.of(session, new Project(house.home().project()).matching()));
            ExplainedText text = new ExplainedText(out, reveal);
            if (second == null) {
                ProfileCard card = explainer.profile(first.strip());
                revealed(house, card.profileId());
                text.print(card);
            } else {
                Connection connection = explainer.records(first.strip(), second.strip());
                revealed(house, connection.firstProfile());
                if (!connection.isOneProfile()) {
                    revealed(house, connection.secondProfile());
                }
                text.print(connection);
                new ModelVerdictBook(house.lake())
                        .newest(name(connection.first()), name(connection.second()))
                        .ifPresent(text::print);
            }
            out.flush();
        }
        return ExitCode.DONE.number();
    }
}
