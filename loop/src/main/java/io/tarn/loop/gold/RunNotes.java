package io.tarn.loop.gold;

import io.tarn.loop.gold.Prepared.PreparedSource;
import io.tarn.model.policy.ColumnMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a run tells people while it works. */
final class RunNotes {
    private RunNotes() {}

    /** What a source has that its mapping lacks: columns, and that another refers to its key. */
    static List<String> added(PreparedSource source) {
        String name = source.definition().name().value();
        List<ColumnMapping> added =
                source.added().stream().filter(column -> !isKey(source, column)).toList();
        List<String> notes = new ArrayList<>();
        if (!added.isEmpty()) {
            String named = added.stream()
                    .map(column -> column.label() + " (" + word(column) + ")")
                    .collect(Collectors.joining(", "));
            int count = added.size();
            notes.add("Source '" + name + "' has " + (count == 1 ? "a new column" : count + " new columns")
                    + " that its mapping lacks: " + named + ". Proposed for sources/" + name
                    + ".yaml; name what is to be left out under 'ignored' there.");
        }
        source.added().stream()
                .filter(column -> isKey(source, column))
                .map(column -> "Another source refers to '" + name + "' by its key " + column.label()
                        + ". Proposed as " + word(column) + " for sources/" + name
                        + ".yaml, so that records which carry it join; delete that entry there to keep them apart.")
                .forEach(notes::add);
        return notes;
    }

    private static boolean isKey(PreparedSource source, ColumnMapping column) {
        return source.definition().key().filter(column.label()::equals).isPresent();
    }

    private static String word(ColumnMapping column) {
        return column.tag().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** How much is worked on, by which model, and why. */
    static String extent(Extent extent) {
        String why = " (" + extent.because() + ")";
        return switch (extent) {
            case Extent.Part part ->
                "Only what changes reach is worked on, by the model of an earlier run" + why + ": "
                        + part.changes().size() + (part.changes().size() == 1 ? " record." : " records.");
            case Extent.Whole whole
            when whole.kept().isPresent() -> "All records are worked on, by the model of an earlier run" + why + ".";
            case Extent.Whole _ -> "All records are worked on, and a model is trained" + why + ".";
        };
    }
}
