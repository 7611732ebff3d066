package io.tarn.server.cli;

import io.tarn.loop.gold.Connection;
import io.tarn.loop.gold.ProfileCard;
import io.tarn.loop.gold.ProfileCard.HistoryEntry;
import io.tarn.loop.gold.ProfileCard.Link;
import io.tarn.loop.gold.ProfileCard.Loser;
import io.tarn.loop.gold.ProfileCard.RecordRef;
import io.tarn.loop.gold.ProfileCard.TraitValue;
import io.tarn.model.policy.SemanticTag;
import io.tarn.unify.verdict.RecordVerdict;
import io.tarn.wire.mask.Masking;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Explanations as lines for people; values are masked unless revealed. */
final class ExplainedText {
    private final PrintWriter out;
    private final boolean revealed;

    ExplainedText(PrintWriter out, boolean revealed) {
        this.out = out;
        this.revealed = revealed;
    }

    void print(ProfileCard card) {
        out.println("Profile " + card.profileId());
        out.println();
        out.println("Traits");
        for (TraitValue trait : card.traits()) {
            out.printf(
                    Locale.ROOT,
                    "  %-18s %-34s %s, by %s%n",
                    trait.trait(),
                    shown(trait.trait(), trait.value()),
                    where(trait.record()),
                    trait.rule());
            for (Loser loser : trait.losers()) {
                out.printf(
                        Locale.ROOT,
                        "  %-18s   not %-28s %s, %d %s%n",
                        "",
                        shown(trait.trait(), loser.value()),
                        where(loser.record()),
                        loser.records(),
                        loser.records() == 1 ? "record" : "records");
            }
        }
        out.println();
        out.println("Records");
        card.records().forEach(record -> out.println("  " + where(record)));
        out.println();
        out.println("Links");
        card.links().forEach(this::link);
        if (card.links().isEmpty()) {
            out.println("  none: one record alone");
        }
        out.println();
        out.println("History");
        for (HistoryEntry entry : card.history()) {
            String other = entry.otherProfileId() == null ? "" : " with " + entry.otherProfileId();
            out.println("  " + entry.at() + "  " + entry.kind() + other + ", " + entry.records()
                    + (entry.records() == 1 ? " record" : " records"));
        }
    }

    void print(Connection connection) {
        out.println(where(connection.first()) + " is in profile " + connection.firstProfile());
        out.println(where(connection.second()) + " is in profile " + connection.secondProfile());
        connection.verdicts().forEach(this::verdict);
        out.println();
        if (connection.isOneProfile()) {
            out.println("One person. The links that lead from one to the other:");
            connection.path().forEach(this::link);
            connection.weakest().ifPresent(weakest -> {
                out.println("It hangs on the weakest:");
                link(weakest);
            });
            return;
        }
        Optional<Link> direct = connection.direct();
        if (direct.isPresent()) {
            out.println("Two persons, though there is a link between the two, in the band '"
                    + direct.get().band() + "':");
            link(direct.get());
        } else {
            out.println("Two persons: no rule holds for the pair, and the model found no link worth a review.");
        }
    }

    private void verdict(RecordVerdict verdict) {
        String found = verdict.finding() == RecordVerdict.Finding.SAME ? "one person" : "two persons";
        out.println("Found to be " + found + " by " + verdict.decidedBy() + " on "
                + verdict.at().truncatedTo(ChronoUnit.SECONDS) + " (" + verdict.means() + ", verdict " + verdict.id()
                + "); take it back with: tarn review --undo " + verdict.id());
    }

    private void link(Link link) {
        out.printf(
                Locale.ROOT,
                "  %s and %s: %s, %+.1f bits, probability %.4f, %s%n",
                where(link.left()),
                where(link.right()),
                link.decidedBy(),
                link.weight(),
                link.probability(),
                link.band());
        link.evidence().forEach(line -> out.println("      " + line));
    }

    private String where(RecordRef record) {
        String key = revealed ? record.recordId() : Masking.mask(SemanticTag.RECORD_KEY, record.recordId());
        return record.source() + ":" + key;
    }

    private String shown(String trait, String value) {
        return revealed ? value : masked(trait, value);
    }

    /** A value as somebody sees it who may not see values of persons: by the tag that fits its trait. */
    static String masked(String trait, String value) {
        return Masking.mask(tag(trait), value);
    }

    /** The tag whose masking fits a trait. */
    private static SemanticTag tag(String trait) {
        for (SemanticTag tag : SemanticTag.values()) {
            if (tag.name().toLowerCase(Locale.ROOT).equals(trait)) {
                return tag;
            }
        }
        return SemanticTag.FREE_TEXT;
    }
}
