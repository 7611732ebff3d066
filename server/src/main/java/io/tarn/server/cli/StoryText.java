package io.tarn.server.cli;

import io.tarn.loop.engage.MessageStory;
import java.io.PrintWriter;
import java.util.Locale;

/** The story of a message as lines for people; texts of persons are masked unless revealed. */
final class StoryText {
    private static final String NUMBER = "-?[0-9]+([.][0-9]+)?";

    private final PrintWriter out;
    private final boolean revealed;

    StoryText(PrintWriter out, boolean revealed) {
        this.out = out;
        this.revealed = revealed;
    }

    /** Numbers tell nothing of who it is. */
    private String shown(String name, String value) {
        return revealed || value.matches(NUMBER) ? value : ExplainedText.masked(name, value);
    }

    void print(MessageStory story) {
        out.println("Message " + story.messageId() + ", step '" + story.step() + "' of campaign '" + story.campaign()
                + "', by " + story.channel() + " to profile " + story.profile());
        out.println();
        out.println("What set it off");
        story.cause().ifPresentOrElse(this::cause, () -> out.println("  no event: time, or a publication"));
        story.audiences()
                .forEach(entry ->
                        line(entry.since(), "entered audience '" + entry.audience() + "', by " + entry.cause()));
        out.println();
        out.println("What was decided: " + story.decisionId());
        for (MessageStory.Taken decision : story.decisions()) {
            line(decision.at(), decision.sentence());
            decision.reasons().forEach(reason -> out.println("      " + reason));
        }
        out.println();
        out.println("What was known of the person then");
        story.traits()
                .forEach(trait -> out.printf(
                        Locale.ROOT,
                        "  %-24s %-36s %s, %s%n",
                        trait.trait(),
                        shown(trait.trait(), trait.value()),
                        trait.source(),
                        trait.at()));
        story.records()
                .forEach(record ->
                        out.println("  record " + shown("record_key", record.recordId()) + " of " + record.source()));
        out.println();
        out.println("How far it came");
        story.states()
                .forEach(state ->
                        line(state.since(), state.state() + (state.reason().isEmpty() ? "" : ": " + state.reason())));
        out.println();
        out.println("What came of it");
        story.outcomes()
                .forEach(outcome -> line(
                        outcome.at(), outcome.what() + (outcome.detail().isEmpty() ? "" : ": " + outcome.detail())));
        if (story.outcomes().isEmpty()) {
            out.println("  nothing yet");
        }
    }

    private void cause(MessageStory.Cause cause) {
        line(cause.at(), "event '" + cause.event() + "' of source '" + cause.source() + "', " + cause.messageId());
        cause.properties()
                .forEach(property ->
                        out.println("      " + property.path() + " = " + shown(property.path(), property.value())));
    }

    private void line(Object at, String what) {
        out.println("  " + at + "  " + what);
    }
}
