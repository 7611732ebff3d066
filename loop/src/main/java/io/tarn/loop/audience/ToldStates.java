package io.tarn.loop.audience;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EventTables;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code gold.profile_states} tells, as one session sees it.
 *
 * @param through the log entry up to which it tells
 * @param tellsGold whether of the gold run that the session reads, or of another
 * @param traits those with a column of their own
 */
record ToldStates(long through, boolean tellsGold, Set<String> traits) {
    /** What the name of a trait's column begins with. */
    static final String COLUMN = "trait_";

    /** Which traits have one. */
    private static final String TOLD_TRAITS = "told_traits";

    private static final String STATES = EventTables.PROFILE_STATES.name().toString();
    private static final String CHANGES = EventTables.PROFILE_CHANGES.name().toString();

    ToldStates {
        traits = Set.copyOf(traits);
    }

    /** Empty where the table is not there, has no row, or tells of changes that are there no more. */
    static Optional<ToldStates> read(LakeSession session, AudienceMoment moment) {
        if (!moment.present().contains(EventTables.PROFILE_STATES.name())
                || !moment.present().contains(EventTables.PROFILE_CHANGES.name())) {
            return Optional.empty();
        }
        // All rows say the same, and the condition on the newest change is answered by statistics.
        return session
                .query(
                        Statement.of("SELECT through_offset, gold_versions, "
                                + session.dialect().textsOfJson(TOLD_TRAITS) + " FROM (SELECT * FROM " + STATES
                                + " LIMIT 1) s WHERE through_offset <= (SELECT max(log_offset) FROM " + CHANGES + ")"),
                        row -> new ToldStates(
                                row.number(0),
                                moment.goldVersions().equals(row.text(1)),
                                texts(row.value(2) instanceof List<?> list ? list : List.of())))
                .stream()
                .findFirst();
    }

    private static Set<String> texts(List<?> list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(one -> texts.add(String.valueOf(one)));
        return texts;
    }

    /** The name of the column that a trait has. */
    static String column(String trait) {
        return COLUMN + trait;
    }
}
