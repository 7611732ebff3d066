package io.tarn.loop.gold;

import io.tarn.loop.gold.Prepared.PreparedSource;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a run tells people while it works. */
final class RunNotes {
    private RunNotes() {}

    /** That a source has columns which its mapping lacks; empty where it has none. */
    static Optional<String> added(PreparedSource source) {
        if (source.added().isEmpty()) {
            return Optional.empty();
        }
        String named = source.added().stream()
                .map(column -> column.label() + " ("
                        + column.tag().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")")
                .collect(Collectors.joining(", "));
        String name = source.definition().name().value();
        int count = source.added().size();
        return Optional.of("Source '" + name + "' has " + (count == 1 ? "a new column" : count + " new columns")
                + " that its mapping lacks: " + named + ". Proposed for sources/" + name
                + ".yaml; name what is to be left out under 'ignored' there.");
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
