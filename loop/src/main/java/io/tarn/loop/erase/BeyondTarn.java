package io.tarn.loop.erase;

import io.tarn.model.erasure.ForgetReceipt.Beyond;
import io.tarn.model.erasure.Subject;
import io.tarn.model.policy.SourceDefinition;
import java.util.List;
import java.util.Locale;

/** The places that hold the person and that Tarn does not own: their owner must act there. */
final class BeyondTarn {
    private BeyondTarn() {}

    static List<Beyond> of(Subject subject, List<SourceDefinition> sources) {
        return sources.stream()
                .map(source -> new Beyond(
                        source.name().value(),
                        source.place(),
                        subject.records().stream()
                                .filter(one -> one.source().equals(source.name()))
                                .count(),
                        advice(source)))
                .filter(one -> one.records() > 0)
                .toList();
    }

    private static String advice(SourceDefinition source) {
        String place = source.place().toLowerCase(Locale.ROOT);
        if (place.startsWith("jdbc:")) {
            return "Delete the rows in that database. Until then they are read and left out at every run.";
        }
        if (source.format().equals("delta")) {
            return "Delete the rows in that Delta table and vacuum it. Until then they are read and left out at every"
                    + " run.";
        }
        return "Delete the rows in the file, or the file, and its backups. Until then they are left out whenever it is"
                + " landed.";
    }
}
