package io.tarn.server.cli;

import io.tarn.model.erasure.ForgetReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A receipt of a forgetting in lines for people. */
final class ForgottenText {
    private ForgottenText() {}

    static String lines(ForgetReceipt receipt, boolean dryRun) {
        List<String> lines = new ArrayList<>();
        lines.add(
                dryRun
                        ? "Would remove " + counted(receipt.rows(), "row") + "; nothing was changed."
                        : "Forgotten: " + counted(receipt.rows(), "row") + ", "
                                + counted(receipt.logEntries(), "log entry") + " and "
                                + counted(receipt.reports().size(), "report") + " removed. Receipt " + receipt.id());
        receipt.tables().stream()
                .filter(table -> table.rows() > 0)
                .forEach(table -> lines.add(String.format(
                        Locale.ROOT,
                        "  %-28s %,8d rows  now version %d",
                        table.table(),
                        table.rows(),
                        table.version())));
        receipt.reports().forEach(report -> lines.add("  reports/" + report));
        if (receipt.sharedIdentifiers() > 0) {
            lines.add(counted(receipt.sharedIdentifiers(), "identifier") + " also lead to others and stay theirs.");
        }
        if (!receipt.beyond().isEmpty()) {
            lines.add("Not Tarn's to delete:");
            receipt.beyond()
                    .forEach(one -> lines.add("  " + one.source() + " at " + one.place() + ": "
                            + counted(one.records(), "record") + ". " + one.advice()));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String counted(long count, String noun) {
        String many = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? noun : many);
    }
}
