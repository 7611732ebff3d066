package io.tarn.loop.live;

import io.tarn.collect.admit.Admitted;
import io.tarn.lake.table.EventTables;
import io.tarn.loop.Joined;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Violation;
import io.tarn.model.log.LogEntry;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.ProfileChange;
import io.tarn.storage.Batch;
import io.tarn.storage.EventLog;
import io.tarn.storage.EventLog.Logged;
import io.tarn.storage.Outgoing;
import io.tarn.storage.ProfileStore;
import io.tarn.storage.Timer;
import io.tarn.understand.trait.TraitEngine;
import io.tarn.understand.trait.TraitUpdate;
import io.tarn.unify.live.IdentityResolver;
import io.tarn.wire.row.EventRowCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The one writer of live profiles: reads the log in order, a batch at a time, and commits all that a batch changes at
 * once. The same entries from the same store give the same store, so a crash only means doing again what came since the
 * store was last flushed.
 *
 * <p>Confined to one thread; what it committed is read by any.
 */
public final class LiveWriter {
    /** How many timers one tick fires at most; the next tick fires the rest. */
    public static final int TIMERS_MAX = 10_000;

    private static final int ENTRIES_MAX = 1_000;
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final ProfileStore store;
    private final Pace pace;
    private final ReadAhead ahead;
    /** What the last batch changed, which a page that was read before its commit does not know. */
    private Workspace.Touched last = Workspace.Touched.NOTHING;
    /** The last batch, while it is written beside. */
    private Optional<Committing> pending = Optional.empty();

    private final TraitEngine traits;
    private final EventStep events;
    private final VerdictStep verdicts;
    private final PublishStep publications;
    private final QuarantineStep quarantines = new QuarantineStep();
    private final ForgetStep forgetting = new ForgetStep();
    private final CampaignStep campaigns;
    private final EngagementStep engagement;
    /** Whether a gold run was published before: whom the first one brings did nothing that a campaign waits for. */
    private boolean knowsGold;

    private final ChangeFeed feed;
    private final ChangeTeller teller;
    private final EventTracer tracer;

    /**
     * How it goes through the log.
     *
     * @param entriesMax how many entries one commit takes at most
     * @param beside runs, while the writer is at one batch, what reads the next and what writes the last; without it the
     *     writer does one thing after the other
     */
    public record Pace(int entriesMax, Optional<Executor> beside) {
        static final Pace STEADY = new Pace(ENTRIES_MAX, Optional.empty());

        /** As fast as it goes. */
        public static Pace fast(Executor beside) {
            return new Pace(ENTRIES_MAX, Optional.of(beside));
        }
    }

    /** A batch that is being written beside; the next begins behind it. */
    private record Committing(long end, List<LiveStepResult> results, CompletableFuture<Void> done) {}

    public LiveWriter(EventLog log, ProfileStore store, LiveAdmission admission, LiveRules rules, ChangeFeed feed) {
        this(log, store, admission, rules, feed, EventTracer.NONE, Pace.STEADY);
    }

    /**
     * Starts from where the store stands.
     *
     * @param tracer is told of each step that an event with a trace goes through
     */
    public LiveWriter(
            EventLog log,
            ProfileStore store,
            LiveAdmission admission,
            LiveRules rules,
            ChangeFeed feed,
            EventTracer tracer,
            Pace pace) {
        this.tracer = tracer;
        this.store = store;
        this.pace = pace;
        IdentityResolver resolver = new IdentityResolver(rules.identifiers());
        this.traits = rules.counting();
        this.campaigns = new CampaignStep(
                rules.campaigns(),
                new Posting(rules.campaigns(), traits),
                SendingSwitch.of(store.definitions(SendingSwitch.KIND)));
        this.engagement = new EngagementStep(new MembershipStep(rules, traits), campaigns);
        this.knowsGold = !store.definitions(GoldPublication.KIND).isEmpty();
        this.ahead = new ReadAhead(new ReadAhead.Sources(log, store, admission, tracer), pace, !engagement.isIdle());
        this.events = new EventStep(resolver, new Contention(rules.identifiers()), traits);
        this.verdicts = new VerdictStep(resolver);
        this.publications = new PublishStep(resolver);
        this.feed = feed;
        this.teller = new ChangeTeller(feed, traits);
        if (store.offset() > log.nextOffset()) {
            throw LiveErrors.logBehind(store.offset(), log.nextOffset());
        }
        if (store.offset() < log.firstOffset()) {
            throw LiveErrors.logTrimmed(store.offset(), log.firstOffset());
        }
    }

    /**
     * Takes the next entries of the log, as many as are there up to a limit.
     *
     * @return how many entries it took; 0 when it is at the end
     */
    public int step() {
        return step(Long.MAX_VALUE);
    }

    /**
     * The same, of the entries before an offset alone.
     *
     * @return how many entries it took; 0 when it is there
     */
    public int step(long before) {
        long from = pending.map(Committing::end).orElseGet(store::offset);
        Optional<ReadAhead.Page> next = from >= before
                ? Optional.empty()
                : ahead.take(from, before - from, pending.map(Committing::done).orElse(DONE));
        if (next.isEmpty()) {
            settle();
            return 0;
        }
        ReadAhead.Page page = next.get();
        List<Logged> batch = page.entries();
        Workspace work = new Workspace(this::settled, batch.getLast().offset());
        List<LiveStepResult> results = new ArrayList<>();
        if (batch.getFirst().entry() instanceof LogEntry.Tick(Instant asOf)) {
            passTime(batch.getFirst().offset(), asOf, work, results);
        } else {
            apply(page, work, results);
        }
        Batch changes = work.batch(page.end());
        settle();
        if (pace.beside().isPresent() && ahead.isAtWork()) {
            last = work.touched();
            CompletableFuture<Void> done = CompletableFuture.runAsync(
                    () -> commit(batch, changes), pace.beside().get());
            pending = Optional.of(new Committing(page.end(), results, done));
        } else {
            commit(batch, changes);
            tell(results);
            last = Workspace.Touched.NOTHING;
        }
        return batch.size();
    }

    /** Waits until all that it took is committed, and whoever listens is told. */
    public void settle() {
        if (pending.isPresent()) {
            Committing one = pending.get();
            pending = Optional.empty();
            try {
                Joined.of(one.done());
            } catch (RuntimeException | Error fault) {
                last = Workspace.Touched.NOTHING;
                throw fault;
            }
            tell(one.results());
        }
    }

    /** The store, with all in it that was taken before the batch at hand. */
    private ProfileStore settled() {
        settle();
        return store;
    }

    private void commit(List<Logged> batch, Batch changes) {
        long startNanos = System.nanoTime();
        store.commit(changes);
        trace(batch, EventTracer.Step.COMMIT, startNanos);
    }

    private void tell(List<LiveStepResult> results) {
        feed.committed();
        teller.tell(results);
    }

    private void apply(ReadAhead.Page page, Workspace work, List<LiveStepResult> results) {
        List<Logged> batch = page.entries();
        work.lay(page, last);
        if (!engagement.isIdle()) {
            work.fetchStandings();
        }
        for (int i = 0; i < batch.size(); i++) {
            Logged logged = batch.get(i);
            switch (logged.entry()) {
                case LogEntry.Received(RawEvent raw) ->
                    results.add(
                            receive(logged.offset(), raw, page.admitted().get(i).orElseThrow(), work));
                case LogEntry.Published published ->
                    take(publications.apply(logged.offset(), published, work), results, work);
                case LogEntry.Quarantined quarantined ->
                    take(quarantines.apply(logged.offset(), quarantined, work), results, work);
                case LogEntry.Judged judged -> follow(verdicts.apply(logged.offset(), judged, work), results, work);
                case LogEntry.Forgotten forgotten -> results.addAll(forgetting.apply(logged.offset(), forgotten, work));
                case LogEntry.Defined defined -> {
                    work.define(new Batch.Definition(defined.kind(), defined.name(), defined.text()));
                    knowsGold |= defined.kind().equals(GoldPublication.KIND);
                    if (defined.kind().equals(SendingSwitch.KIND)) {
                        campaigns.turn(SendingSwitch.of(Map.of(defined.name(), defined.text())));
                    }
                }
                case LogEntry.Attempted attempted -> OutcomeStep.attempted(logged.offset(), attempted, work);
                case LogEntry.Audited _ -> {
                    // The sink takes it from the log; it changes nobody.
                }
                case LogEntry.Tick _ -> throw new IllegalStateException("A tick stands alone in its batch.");
            }
        }
    }

    /** Takes what a gold run brought about. */
    private void take(List<LiveStepResult> some, List<LiveStepResult> results, Workspace work) {
        if (knowsGold) {
            follow(some, results, work);
            return;
        }
        some.forEach(result -> engagement.introduce(result, work));
        results.addAll(some);
    }

    private void follow(List<LiveStepResult> some, List<LiveStepResult> results, Workspace work) {
        some.forEach(result -> engagement.apply(result, Optional.empty(), work));
        results.addAll(some);
    }

    private void trace(List<Logged> batch, EventTracer.Step step, long startNanos) {
        for (Logged logged : batch) {
            if (logged.entry() instanceof LogEntry.Received(RawEvent raw)
                    && raw.trace().isPresent()) {
                tracer.passed(raw, logged.offset(), step, startNanos, System.nanoTime());
            }
        }
    }

    private LiveStepResult receive(long offset, RawEvent raw, Admitted admitted, Workspace work) {
        return switch (admitted) {
            case Admitted.Accepted accepted -> {
                if (!work.take(raw.key())) {
                    yield LiveStepResult.none();
                }
                for (Violation violation : accepted.violations()) {
                    work.send(new Outgoing.Row(
                            EventTables.REPORTED.name().toString(),
                            offset,
                            EventRowCodec.violation(offset, accepted.event(), violation)));
                }
                long startNanos = System.nanoTime();
                LiveStepResult result = events.apply(offset, accepted.event(), work);
                engagement.apply(result, Optional.of(accepted.event()), work);
                if (raw.trace().isPresent()) {
                    long resolvedNanos = events.resolvedNanos();
                    tracer.passed(raw, offset, EventTracer.Step.RESOLVE, startNanos, resolvedNanos);
                    tracer.passed(raw, offset, EventTracer.Step.UNDERSTAND, resolvedNanos, System.nanoTime());
                }
                yield result;
            }
            case Admitted.Rejected(var violations) -> {
                work.send(new Outgoing.Row(
                        EventTables.QUARANTINED.name().toString(),
                        offset,
                        EventRowCodec.quarantined(
                                offset,
                                raw,
                                violations.stream()
                                        .map(one -> List.of(one.reason(), one.path(), one.detail()))
                                        .toList())));
                yield LiveStepResult.none();
            }
            case Admitted.Forgotten _ -> LiveStepResult.none();
        };
    }

    private void passTime(long offset, Instant asOf, Workspace work, List<LiveStepResult> results) {
        List<Timer> due = settled().timersDue(asOf, TIMERS_MAX);
        work.fetchProfiles(due.stream().map(Timer::constituent).toList());
        if (!engagement.isIdle()) {
            work.fetchStandings();
        }
        for (Timer timer : due) {
            Optional<Profile> before = work.find(timer.constituent());
            if (before.isPresent()) {
                TraitUpdate update = traits.passTime(before.get().constituent(timer.constituent()), asOf, work);
                work.follow(update);
                Profile after = before.get().with(update.constituent());
                work.put(after);
                LiveStepResult result = new LiveStepResult(Optional.of(new LiveStepResult.Changed(
                        offset, asOf, ProfileChange.Kind.TIME, before.get(), after, List.of(), Optional.empty())));
                results.add(result);
                engagement.apply(result, Optional.empty(), work);
            }
            work.fired(timer);
        }
    }
}
