package io.tarn.loop.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tarn.collect.admit.Admitted;
import io.tarn.lake.table.EngagementTables;
import io.tarn.loop.live.TownJournal.Line;
import io.tarn.model.event.Event;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.log.LogEntry.AttemptStage;
import io.tarn.model.log.LogEntry.Attempted;
import io.tarn.model.message.DeliveryResult.Permanence;
import io.tarn.model.message.MessageId;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.profile.Profile;
import io.tarn.storage.Dispatch;
import io.tarn.storage.Outgoing;
import io.tarn.testing.TestingEventLog;
import io.tarn.testing.TestingProfileStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A {@link CampaignTown} taken through the writer, and what came of it. Confined to one thread. */
final class TownRun {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int TICKS_AFTERWARDS = 20;
    private static final String DECISIONS = EngagementTables.DECISIONS.name().toString();
    private static final String MESSAGES = EngagementTables.MESSAGES.name().toString();

    private final CampaignTown town;
    private final TestingEventLog log = new TestingEventLog(1_000_000);
    private final TestingProfileStore store = new TestingProfileStore();
    private final List<LogEntry> entries = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private final Set<MessageId> messages = new TreeSet<>();
    private final List<Line> lines = new ArrayList<>();
    private final LiveWriter writer;

    private TownRun(CampaignTown town) {
        this(town, LiveWriter.Pace.STEADY);
    }

    private TownRun(CampaignTown town, LiveWriter.Pace pace) {
        this.town = town;
        LiveRules rules =
                new LiveRules(IdentifierRules.defaults(), List.of(), IdentityRules.defaults(), TownCampaigns.rules());
        writer = new LiveWriter(
                log,
                store,
                raw -> new Admitted.Accepted(town.event(raw.key()), List.of()),
                rules,
                new ChangeFeed(),
                EventTracer.NONE,
                pace);
    }

    /** Everything in the order of its arrival, in batches as chance has it; with ticks, attempts and the kill switch. */
    static TownRun live(CampaignTown town, long seed) throws IOException {
        TownRun run = new TownRun(town);
        Random chance = new Random(seed);
        List<Event> events = town.events();
        int pulled = events.size() / 3;
        int released = pulled + events.size() / 20;
        int next = 0;
        while (next < events.size()) {
            int end = Math.min(events.size(), next + 1 + chance.nextInt(40));
            List<LogEntry> some = new ArrayList<>();
            for (int i = next; i < end; i++) {
                Instant at = events.get(i).head().receivedAt();
                if (i == pulled || i == released) {
                    some.add(new LogEntry.Defined(at, "kill_switch", "all", i == pulled ? "pulled" : ""));
                }
                some.add(new LogEntry.Received(town.raw(events.get(i))));
                if (chance.nextInt(6) == 0) {
                    some.add(new LogEntry.Tick(at));
                }
            }
            run.append(some);
            run.attempt(chance, events.get(end - 1).head().receivedAt());
            next = end;
        }
        Instant last = events.getLast().head().receivedAt();
        for (int tick = 1; tick <= TICKS_AFTERWARDS; tick++) {
            run.append(List.of(new LogEntry.Tick(last.plus(Duration.ofHours(9L * tick)))));
        }
        return run;
    }

    /** The same log from an empty store, so many entries in a batch. */
    static TownRun again(CampaignTown town, List<LogEntry> entries, int entriesMax) throws IOException {
        TownRun run = new TownRun(town);
        for (int next = 0; next < entries.size(); next += entriesMax) {
            run.append(entries.subList(next, Math.min(entries.size(), next + entriesMax)));
        }
        return run;
    }

    /** The same log from an empty store, with helpers beside the writer. */
    static TownRun helped(CampaignTown town, List<LogEntry> entries, LiveWriter.Pace pace) throws IOException {
        TownRun run = new TownRun(town, pace);
        run.append(entries);
        return run;
    }

    List<LogEntry> entries() {
        return entries;
    }

    /** All rows of decisions, messages, outcomes and audiences, in order. */
    List<String> rows() {
        return rows;
    }

    Map<MessageId, Dispatch> dispatches() {
        Map<MessageId, Dispatch> dispatches = new TreeMap<>();
        messages.forEach(id -> dispatches.put(id, store.findDispatch(id).orElseThrow()));
        return dispatches;
    }

    /** Of a run with one entry in each batch. */
    TownJournal journal() {
        return new TownJournal(lines);
    }

    /** Some messages leave; a few meet an address that there is not. */
    private void attempt(Random chance, Instant now) throws IOException {
        List<LogEntry> attempts = new ArrayList<>();
        for (Dispatch due : store.dispatchesDue(now, 20)) {
            MessageId id = due.message().id();
            attempts.add(new Attempted(now, id, 1, new AttemptStage.Begun(), ""));
            AttemptStage end =
                    chance.nextInt(8) == 0 ? new AttemptStage.Failed(Permanence.ADDRESS) : new AttemptStage.Delivered();
            attempts.add(new Attempted(now, id, 1, end, "so it was"));
        }
        if (!attempts.isEmpty()) {
            append(attempts);
        }
    }

    private void append(List<LogEntry> some) throws IOException {
        entries.addAll(some);
        log.append(some).join();
        int taken;
        do {
            taken = writer.step();
            for (Outgoing out : store.outgoing(1_000)) {
                take(out, some);
                store.arrived(out.offset());
            }
        } while (taken > 0);
    }

    private void take(Outgoing out, List<LogEntry> some) throws IOException {
        List<JsonNode> decisions = new ArrayList<>();
        List<JsonNode> told = new ArrayList<>();
        for (Outgoing.Row row : out.rows()) {
            rows.add(row.offset() + " " + row.table() + " " + row.json());
            if (row.table().equals(DECISIONS)) {
                decisions.add(MAPPER.readTree(row.json()));
            } else if (row.table().equals(MESSAGES)) {
                told.add(MAPPER.readTree(row.json()));
                messages.add(new MessageId(told.getLast().path("message_id").asText()));
            }
        }
        if (some.size() == 1) {
            Optional<Outgoing.Taken> taken = out.taken().stream().findFirst();
            LogEntry entry = some.getFirst();
            lines.add(new Line(
                    out.offset(),
                    entry,
                    taken.flatMap(_ -> entry instanceof LogEntry.Received(RawEvent raw)
                            ? Optional.of(town.event(raw.key()))
                            : Optional.empty()),
                    taken.flatMap(Outgoing.Taken::constituent).map(ProfileId::value),
                    parts(out.changed()),
                    decisions,
                    told));
        }
    }

    private Map<String, Set<String>> parts(List<ProfileId> changed) {
        Map<String, Set<String>> parts = new HashMap<>();
        for (Profile profile : new HashSet<>(store.findProfiles(changed).values())) {
            parts.put(
                    profile.id().value(),
                    profile.constituents().stream().map(one -> one.id().value()).collect(Collectors.toSet()));
        }
        return parts;
    }
}
