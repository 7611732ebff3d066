package io.tarn.server.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.tarn.model.policy.PlainWords;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.StringJoiner;

/** Answers about campaigns for people, line by line, from their JSON: a server and a command say the same. */
public final class CampaignText {
    private static final int BAR_WIDTH = 30;

    private final PrintWriter out;

    public CampaignText(PrintWriter out) {
        this.out = out;
    }

    /** Every campaign, and what it did. */
    public void list(JsonNode list) {
        if (list.path("campaigns").isEmpty()) {
            out.println("No campaign is declared. Declare one in the project: campaigns/NAME.yaml");
        }
        for (JsonNode one : list.path("campaigns")) {
            JsonNode trigger = one.path("trigger");
            out.printf(
                    Locale.ROOT,
                    "%-24s %-13s  %-40s  %s%n",
                    one.path("name").asText(),
                    one.path("kind").asText(),
                    trigger.has("event")
                            ? "on '" + trigger.path("event").asText() + "'"
                            : "on entering '" + trigger.path("enters").asText() + "'",
                    one.path("runs").asBoolean() ? "runs" : "does not run");
            if (!one.path("runs").asBoolean()) {
                out.println("  " + one.path("hindrance").asText());
            }
            counts("decisions", one.path("decisions"));
            counts("messages", one.path("messages"));
            counts("outcomes", one.path("outcomes"));
        }
        if (!list.path("campaigns").isEmpty()) {
            out.println("Counted over the last " + list.path("days").asLong() + " days.");
        }
    }

    private void counts(String what, JsonNode counts) {
        if (counts.isEmpty()) {
            return;
        }
        StringJoiner words = new StringJoiner(", ");
        counts.properties()
                .forEach(one -> words.add(
                        String.format(Locale.ROOT, "%,d %s", one.getValue().asLong(), plain(one.getKey()))));
        out.println("  " + what + ": " + words);
    }

    /** What one brings. */
    public void lift(JsonNode lift) {
        JsonNode goal = lift.path("goal");
        out.println("'" + goal.path("event").asText() + "' within "
                + PlainWords.duration(
                        Duration.ofSeconds(goal.path("window_seconds").asLong()))
                + " of a message of '" + lift.path("campaign").asText() + "':");
        double most = Math.max(
                lift.path("treated").path("rate").asDouble(),
                lift.path("control").path("rate").asDouble());
        arm("got a message", lift.path("treated"), most);
        arm("control group", lift.path("control"), most);
        out.println(lift.path("sentence").asText());
    }

    private void arm(String name, JsonNode arm, double most) {
        double rate = arm.path("rate").asDouble();
        out.printf(
                Locale.ROOT,
                "  %-14s %,10d of %,10d  %5.1f%%  %s%n",
                name,
                arm.path("conversions").asLong(),
                arm.path("persons").asLong(),
                100 * rate,
                bar(rate, most));
    }

    private static String bar(double share, double most) {
        return most <= 0 ? "" : "#".repeat((int) Math.round(BAR_WIDTH * share / most));
    }

    /** What one would do. */
    public void simulated(JsonNode run) {
        out.printf(
                Locale.ROOT,
                "Campaign '%s' tried on %,d profiles at %s. Nothing was sent or written.%n",
                run.path("campaign").asText(),
                run.path("profiles").asLong(),
                when(run.path("as_of")));
        run.path("notes").forEach(note -> out.println(note.asText()));
        if (run.path("under_way").asLong() > 0) {
            out.printf(
                    Locale.ROOT,
                    "For %,d of them a message of it waits already; it does not start again, and they are left out.%n",
                    run.path("under_way").asLong());
        }
        out.println();
        reach(run.path("reach"));
        out.println();
        out.println("What becomes of message '" + run.path("step").asText() + "':");
        double most = run.path("outcomes").path(0).path("persons").asDouble();
        for (JsonNode one : run.path("outcomes")) {
            line(ending(one), one.path("persons").asLong(), most);
        }
        alternatives(run.path("alternatives"));
        hours(run.path("hours"));
        for (JsonNode next : run.path("following")) {
            out.println("If nothing changes, message '" + next.path("step").asText() + "' is due "
                    + when(next.path("due_at")) + " for those who get the first one now.");
        }
        run.path("samples").forEach(this::sample);
    }

    private void reach(JsonNode stages) {
        long before = stages.path(0).path("persons").asLong();
        for (JsonNode stage : stages) {
            long left = stage.path("persons").asLong();
            out.printf(
                    Locale.ROOT,
                    "  %-34s %,12d%s%n",
                    plain(stage.path("stage").asText()),
                    left,
                    left == before ? "" : String.format(Locale.ROOT, "  (%,d fewer)", before - left));
            before = left;
        }
    }

    private void alternatives(JsonNode alternatives) {
        if (alternatives.size() > 1) {
            out.println("By alternative:");
            double most = 0;
            for (JsonNode one : alternatives) {
                most = Math.max(most, one.path("persons").asDouble());
            }
            for (JsonNode one : alternatives) {
                line(one.path("name").asText(), one.path("persons").asLong(), most);
            }
        }
    }

    private void hours(JsonNode hours) {
        if (hours.isEmpty()) {
            return;
        }
        out.println("Those who wait could get it in the hour from:");
        double most = 0;
        for (JsonNode one : hours) {
            most = Math.max(most, one.path("persons").asDouble());
        }
        for (JsonNode one : hours) {
            line(when(one.path("from")), one.path("persons").asLong(), most);
        }
    }

    private void line(String name, long persons, double most) {
        out.printf(Locale.ROOT, "  %-34s %,12d  %s%n", name, persons, bar((double) persons, most));
    }

    private void sample(JsonNode sample) {
        StringJoiner who = new StringJoiner("  ");
        who.add(sample.path("profile_id").asText());
        sample.path("identifiers")
                .forEach(one -> who.add(
                        one.path("type").asText() + ":" + one.path("value").asText()));
        out.println();
        out.println(who);
        out.println("  " + sample.path("sentence").asText());
        JsonNode message = sample.path("message");
        if (message.has("fault")) {
            out.println(
                    "  The template fails for them: " + message.path("fault").asText());
        } else if (!message.path("subject").asText().isEmpty()) {
            out.println("  Subject: " + message.path("subject").asText());
        }
        message.path("missing").forEach(one -> out.println("  The template shows what they lack: " + one.asText()));
        for (JsonNode reason : sample.path("reasons")) {
            String alternative = reason.path("alternative").asText();
            out.printf(
                    Locale.ROOT,
                    "    %-7s %s%s%n",
                    reason.path("finding").asText(),
                    alternative.isEmpty() ? "" : alternative + ": ",
                    reason.path("sentence").asText());
        }
    }

    private static String ending(JsonNode one) {
        String cause = plain(one.path("cause").asText());
        return switch (one.path("fate").asText()) {
            case "sent" -> "Sent";
            case "waiting" -> "Waiting: " + cause;
            case "not_sent" -> "Not sent: " + cause;
            default -> "Control group";
        };
    }

    private static String when(JsonNode instant) {
        return PlainWords.instant(Instant.parse(instant.asText()));
    }

    private static String plain(String word) {
        return word.replace('_', ' ');
    }
}
