package io.tarn.audience.eval;

import io.tarn.audience.bind.Bound;
import io.tarn.audience.bind.Bound.Following;
import io.tarn.audience.bind.EventFeature;
import io.tarn.audience.bind.Keyed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says a sequence in SQL, step by step as {@link SequenceSearch} goes: each event that ends the steps so far knows the
 * latest event that may have begun them. One pass over the events a step, whatever their number.
 */
final class SequenceSql {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final FeatureSql features;
    private final Bound.Sequence sequence;
    private final List<EventFeature.Times> selections = new ArrayList<>();

    SequenceSql(FeatureSql features, Bound.Sequence sequence) {
        this.features = features;
        this.sequence = sequence;
        selections.add(sequence.first().feature());
        sequence.steps().forEach(step -> selections.add(step.events().feature()));
        sequence.absence().map(Following::events).map(Keyed::feature).ifPresent(selections::add);
    }

    /** The profiles of which it holds, each once. */
    SqlText profiles() {
        int last = sequence.steps().size();
        SqlText sql = new SqlText().add("SELECT DISTINCT profile_id FROM (");
        sql.add("SELECT profile_id, happened, b" + last);
        sequence.absence()
                .ifPresent(step -> sql.add(", max(CASE WHEN m" + (last + 1) + " THEN 1 END) OVER ("
                        + "PARTITION BY profile_id ORDER BY happened RANGE BETWEEN INTERVAL 1 MICROSECOND FOLLOWING"
                        + " AND "
                        + seconds(step) + " FOLLOWING) AS followed"));
        sql.add(" FROM (").add(step(last)).add(") s) e WHERE b" + last + " IS NOT NULL");
        sequence.absence()
                .ifPresent(step ->
                        sql.add(" AND followed IS NULL AND happened <= ").bind(features.instant(step.spanMicros())));
        return sql;
    }

    /** The events with all that steps found up to one of them. */
    private SqlText step(int number) {
        if (number == 0) {
            return new SqlText()
                    .add("SELECT *, CASE WHEN m0 THEN happened END AS b0 FROM (")
                    .add(events())
                    .add(") m");
        }
        Following step = sequence.steps().get(number - 1);
        return new SqlText()
                .add("SELECT *, CASE WHEN m" + number + " THEN max(b" + (number - 1) + ") OVER (PARTITION BY profile_id"
                        + " ORDER BY happened RANGE BETWEEN " + seconds(step)
                        + " PRECEDING AND INTERVAL 1 MICROSECOND PRECEDING) END AS b" + number + " FROM (")
                .add(step(number - 1))
                .add(") s" + number);
    }

    /** The events of all steps, and of which step each is. */
    private SqlText events() {
        SqlText sql = new SqlText().add("SELECT profile_id, \"timestamp\" AS happened");
        for (int i = 0; i < selections.size(); i++) {
            sql.add(", COALESCE(");
            features.matches(selections.get(i), sql);
            sql.add(", FALSE) AS m" + i);
        }
        sql.add(" FROM " + features.events() + " WHERE ");
        Optional<Long> window = sequence.windowMicros() == Bound.Sequence.NO_WINDOW
                ? Optional.empty()
                : Optional.of(sequence.windowMicros());
        features.inWindow(window, sql);
        String separator = " AND name IN (";
        for (String name : FeatureSql.names(selections)) {
            sql.add(separator).bind(name);
            separator = ", ";
        }
        return sql.add(")");
    }

    /** A frame takes no bound value; a span is a number of ours. */
    private static String seconds(Following step) {
        return "INTERVAL " + step.spanMicros() / MICROS_PER_SECOND + " SECOND";
    }
}
