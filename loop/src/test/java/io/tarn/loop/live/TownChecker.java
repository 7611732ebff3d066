package io.tarn.loop.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.tarn.loop.live.TownJournal.Line;
import io.tarn.loop.live.TownPerson.Done;
import io.tarn.loop.live.TownPerson.Said;
import io.tarn.loop.live.TownPerson.Sent;
import io.tarn.model.event.Event;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.log.LogEntry;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.MessageStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows a journal and says which limits its messages broke. It reads entries, rows and declarations, and shares no
 * code with the rules. Confined to one thread.
 */
final class TownChecker {
    private final TownLimits limits = new TownLimits();
    private final Map<String, TownPerson> persons = new HashMap<>();
    private final Map<String, Set<String>> parts = new HashMap<>();
    private final Map<String, Line> events = new HashMap<>();
    private final Map<String, Instant> deferred = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final Map<String, Integer> verdicts = new HashMap<>();
    private boolean pulled;
    private Instant lastTick = Instant.MIN;

    /** What was broken, one line each; none: all was kept. */
    List<String> check(TownJournal journal) {
        for (Line line : journal.lines()) {
            line.parts().values().forEach(now -> parts.values().removeIf(one -> !Collections.disjoint(one, now)));
            parts.putAll(line.parts());
            hear(line);
            line.decisions().forEach(row -> decided(line, row));
        }
        deferred.forEach((decision, until) ->
                limits.expect(until.isAfter(lastTick), "decision " + decision + " was not taken again since " + until));
        return limits.broken();
    }

    /** How many decisions there were, by verdict and cause. */
    Map<String, Integer> verdicts() {
        return verdicts;
    }

    private void hear(Line line) {
        switch (line.entry()) {
            case LogEntry.Defined defined
            when defined.kind().equals("kill_switch") -> pulled = defined.text().equals("pulled");
            case LogEntry.Tick(Instant at) -> lastTick = at;
            default -> line.event().ifPresent(event -> line.constituent().ifPresent(one -> hear(line, event, one)));
        }
    }

    private void hear(Line line, Event event, String constituent) {
        TownPerson person = person(constituent);
        Instant at = event.head().timestamp();
        events.put(event.head().key().source() + " " + event.head().key().messageId(), line);
        event.head().consents().forEach((category, given) -> person.consents.add(new Said(category, "" + given, at)));
        event.head().identifiers().forEach(one -> {
            switch (one.type().name()) {
                case "email" -> person.reachableBy.add("email");
                case "phone" -> person.reachableBy.add("sms");
                default -> {}
            }
        });
        if (event instanceof Event.Identify identify
                && identify.traits().fields().get("timezone") instanceof Value.Text(String zone)) {
            person.zones.add(new Said("timezone", zone, at));
        }
        boolean live = event.head().origin() == RawEvent.Origin.LIVE;
        Set<String> together = parts.values().stream()
                .filter(one -> one.contains(constituent))
                .findFirst()
                .orElse(Set.of());
        person.done.add(new Done(event.name(), at, line.offset(), live, together));
        if (event instanceof Event.Track(var head, String name, Value.Fields details)
                && head.key().source().value().equals("tarn")) {
            String channel = details.fields().get("channel") instanceof Value.Text(String said) ? said : "";
            boolean hard = details.fields().get("kind") instanceof Value.Text(String kind) && kind.equals("hard");
            if (name.equals("Email Marked as Spam") || (name.equals("Email Bounced") && hard)) {
                person.mustNotBeReachedBy.add(channel);
            }
        }
    }

    private TownPerson person(String constituent) {
        return persons.computeIfAbsent(constituent, _ -> new TownPerson());
    }

    private void decided(Line line, JsonNode row) {
        String id = row.path("decision_id").asText();
        String verdict = row.path("verdict").asText();
        verdicts.merge(verdict + " " + row.path("cause").asText(""), 1, Integer::sum);
        Instant at = Instant.parse(row.path("decided_at").asText());
        Instant before = deferred.remove(id);
        limits.expect(before == null || !at.isBefore(before), "decision " + id + " was taken again too early");
        limits.expect(!ended.contains(id), "decision " + id + " was taken again after its end");
        limits.expect(at.equals(line.entry().at()), "decision " + id + " was taken at another time than its cause");
        if (verdict.equals("deferred")) {
            Instant until = Instant.parse(row.path("deferred_until").asText());
            limits.expect(until.isAfter(at), "decision " + id + " waits for the past");
            deferred.put(id, until);
            return;
        }
        ended.add(id);
        if (verdict.equals("sent")) {
            sent(line, row, at);
        }
        if (row.path("control").asBoolean()) {
            limits.expect(
                    limits.isHeldOut(campaign(row), parts(row)), "decision " + id + " names a control group wrongly");
        }
    }

    private Set<String> parts(JsonNode row) {
        return parts.getOrDefault(row.path("profile_id").asText(), Set.of());
    }

    private static Campaign campaign(JsonNode row) {
        return TownCampaigns.DECLARED.stream()
                .filter(one -> one.name().value().equals(row.path("campaign").asText()))
                .findFirst()
                .orElseThrow();
    }

    private void sent(Line line, JsonNode row, Instant at) {
        Campaign campaign = campaign(row);
        String channel = row.path("channel").asText();
        String where = campaign.name() + " by " + channel + " at offset " + line.offset() + ": ";
        List<TownPerson> all = new ArrayList<>();
        parts(row).forEach(part -> all.add(person(part)));
        TownPerson person = TownPerson.together(all);
        long queued = line.messages().stream()
                .filter(one -> one.path("message_id")
                        .asText()
                        .equals(row.path("message_id").asText()))
                .filter(one -> one.path("state").asText().equals("queued"))
                .count();
        limits.expect(queued == 1, where + "not one message of the decision, but " + queued);
        limits.expect(!pulled, where + "the kill switch was pulled");
        limits.expect(person.reachableBy.contains(channel), where + "no address");
        limits.expect(!person.mustNotBeReachedBy.contains(channel), where + "on the do-not-contact list");
        Line cause = events.get(row.path("occasion_source").asText() + " "
                + row.path("occasion_message_id").asText());
        limits.expect(
                cause == null || cause.event().orElseThrow().head().origin() == RawEvent.Origin.LIVE,
                where + "told from the past");
        MessageStep step = campaign.steps().stream()
                .filter(one -> one.name().value().equals(row.path("step").asText()))
                .findFirst()
                .orElseThrow();
        Instant due = Instant.parse(row.path("due_at").asText());
        limits.expect(
                !at.isBefore(due) && !at.isAfter(due.plus(step.validity())), where + "not while it is due and valid");
        Duration sinceOccasion =
                Duration.between(Instant.parse(row.path("occasion_at").asText()), at);
        limits.expect(sinceOccasion.compareTo(step.delay()) >= 0, where + "before its delay is over");
        limits.consent(campaign, step.purpose().value(), channel, person, where);
        TownLimits.Cause occasion = new TownLimits.Cause(
                row.path("constituent_id").asText(),
                Instant.parse(row.path("occasion_at").asText()),
                offset(row, cause));
        limits.exclusions(campaign, person, at, occasion, where);
        if (!campaign.isTransactional()) {
            limits.quiet(channel, person, at, where);
            limits.caps(campaign, channel, person, at, where);
            limits.expect(!limits.isHeldOut(campaign, parts(row)), where + "held out");
            limits.expect(person.sent.stream().noneMatch(one -> one.at().equals(at)), where + "two at one instant");
            person(row.path("constituent_id").asText())
                    .sent
                    .add(new Sent(campaign.name().value(), channel, at));
        }
    }

    /** Of the entry that set the campaign off: an event, or a tick. */
    private static long offset(JsonNode row, @org.jspecify.annotations.Nullable Line cause) {
        return cause == null
                ? Long.parseLong(row.path("occasion_message_id").asText().substring("log:".length()))
                : cause.offset();
    }
}
