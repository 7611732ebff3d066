package io.tarn.audience.eval;

import io.tarn.audience.Micros;
import io.tarn.audience.bind.Bound;
import io.tarn.audience.bind.Bound.Following;
import io.tarn.audience.bind.EventFeature;
import io.tarn.audience.bind.Keyed;
import java.time.Instant;
import java.util.List;

/**
 * Looks for a sequence in the times of events. Confined to one call.
 *
 * <p>For each event that ends the steps so far it keeps the latest event that may have begun them: the later the
 * beginning, the longer the sequence stays in the window. Since later ends have later beginnings, the nearest end
 * before an event is the best, so each step is one pass.
 */
final class SequenceSearch {
    private final Bound.Sequence sequence;
    private final ProfileView profile;
    private final long asOf;
    /** Events that end the steps so far, oldest first, and the latest beginning of each. */
    private long[] ends;

    private long[] begins;
    private int count;

    SequenceSearch(Bound.Sequence sequence, ProfileView profile, long asOf) {
        this.sequence = sequence;
        this.profile = profile;
        this.asOf = asOf;
        this.ends = times(sequence.first());
        this.begins = ends;
        this.count = ends.length;
    }

    long answer() {
        search();
        return cover();
    }

    /** The latest beginning of a sequence that holds, or {@link Forms#NO_TIME}. */
    long begin() {
        search();
        long wait = sequence.absence().map(Following::spanMicros).orElse(0L);
        long latest = Forms.NO_TIME;
        for (int i = 0; i < count; i++) {
            if (ends[i] + wait <= asOf) {
                latest = Math.max(latest, begins[i]);
            }
        }
        return latest;
    }

    private void search() {
        for (Following step : sequence.steps()) {
            follow(times(step.events()), step.spanMicros());
        }
        sequence.absence().ifPresent(step -> miss(times(step.events()), step.spanMicros()));
    }

    /** Goes on to events of the next step. */
    private void follow(long[] next, long span) {
        long[] nextBegins = new long[next.length];
        long[] nextEnds = new long[next.length];
        int found = 0;
        int before = 0;
        for (long at : next) {
            while (before < count && ends[before] < at) {
                before++;
            }
            if (before > 0 && at - ends[before - 1] <= span) {
                nextEnds[found] = at;
                nextBegins[found++] = begins[before - 1];
            }
        }
        ends = nextEnds;
        begins = nextBegins;
        count = found;
    }

    /** Takes out what was followed by what must not follow. */
    private void miss(long[] absent, long span) {
        long[] leftBegins = new long[count];
        long[] leftEnds = new long[count];
        int left = 0;
        int after = 0;
        for (int i = 0; i < count; i++) {
            while (after < absent.length && absent[after] <= ends[i]) {
                after++;
            }
            if (after == absent.length || absent[after] - ends[i] > span) {
                leftEnds[left] = ends[i];
                leftBegins[left++] = begins[i];
            }
        }
        ends = leftEnds;
        begins = leftBegins;
        count = left;
    }

    /** Each sequence holds from its end, or from when an absence is certain, until its beginning leaves the window. */
    private long cover() {
        long wait = sequence.absence().map(Following::spanMicros).orElse(0L);
        long until = Forms.NO_TIME;
        for (int i = 0; i < count; i++) {
            long from = ends[i] + wait;
            long leaves = sequence.windowMicros() == Bound.Sequence.NO_WINDOW
                    ? Answer.NEVER
                    : begins[i] + sequence.windowMicros();
            if (from >= leaves) {
                continue;
            }
            if (until == Forms.NO_TIME && from > asOf) {
                return Answer.of(false, from);
            }
            if (from <= Math.max(asOf, until)) {
                until = Math.max(until, leaves);
            }
        }
        return until == Forms.NO_TIME ? Answer.constant(false) : Answer.of(true, until);
    }

    /** Of the events in the window, oldest first. */
    private long[] times(Keyed<EventFeature.Times> feature) {
        List<Instant> found = profile.times(feature);
        long[] times = new long[found.size()];
        int kept = 0;
        for (int i = 0; i < times.length; i++) {
            long at = Micros.of(found.get(i));
            boolean stands = sequence.windowMicros() == Bound.Sequence.NO_WINDOW || at > asOf - sequence.windowMicros();
            if (stands && at <= asOf) {
                times[kept++] = at;
            }
        }
        return kept == times.length ? times : java.util.Arrays.copyOf(times, kept);
    }
}
