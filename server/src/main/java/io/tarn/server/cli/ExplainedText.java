package io.tarn.server.cli;

import io.tarn.loop.gold.Connection;
import io.tarn.loop.gold.ProfileCard;
import io.tarn.loop.gold.ProfileCard.HistoryEntry;
import io.tarn.loop.gold.ProfileCard.Link;
import io.tarn.loop.gold.ProfileCard.Loser;
import io.tarn.loop.gold.ProfileCard.TraitValue;
import io.tarn.model.identity.Band;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.policy.SemanticTag;
import io.tarn.server.figures.Figures;
import io.tarn.unify.verdict.ModelVerdict;
import io.tarn.unify.verdict.RecordVerdict;
import io.tarn.wire.mask.Masking;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Explanations as lines for people; values are masked unless revealed. */
final class ExplainedText {
    private static final int LINKS_MAX = 12;
    private static final int LOSERS_MAX = 10;
    private static final int RECORDS_MAX = 50;

    private final PrintWriter out;
    private final EvidenceText evidence;

    ExplainedText(PrintWriter out, boolean revealed) {
        this.out = out;
        this.evidence = new EvidenceText(out, revealed);
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
                    evidence.shown(trait.trait(), trait.value()),
                    evidence.where(trait.record()),
                    trait.rule());
            for (Loser loser : trait.losers().stream().limit(LOSERS_MAX).toList()) {
                out.printf(
                        Locale.ROOT,
                        "  %-18s   not %-28s %s, %d %s%n",
                        "",
                        evidence.shown(trait.trait(), loser.value()),
                        evidence.where(loser.record()),
                        loser.records(),
                        loser.records() == 1 ? "record" : "records");
            }
            more("                       ", trait.losers().size() - LOSERS_MAX, "gold.traits");
        }
        out.println();
        out.println("Records");
        card.records().stream().limit(RECORDS_MAX).forEach(record -> out.println("  " + evidence.where(record)));
        more("  ", card.records().size() - RECORDS_MAX, "identity.profiles");
        out.println();
        out.println("Links");
        card.links().stream().limit(LINKS_MAX).forEach(link -> link(link, true));
        more("  ", card.linked() - LINKS_MAX, "identity.links");
        if (card.links().isEmpty()) {
            out.println("  none: one record alone");
        }
        weakest(card.links());
        out.println();
        history(card);
    }

    private void more(String indent, long count, String table) {
        if (count > 0) {
            out.println(indent + "and " + Figures.count(count) + " more in " + table);
        }
    }

    private void weakest(List<Link> links) {
        if (links.size() > 1) {
            links.stream()
                    .min(Comparator.comparingDouble(Link::weight))
                    .ifPresent(link -> out.println("  The weakest: " + evidence.line(link)));
        }
    }

    /** What happened in each run, the oldest first, in words about this profile or one that it took in. */
    private void history(ProfileCard card) {
        out.println("History");
        String run = "";
        for (HistoryEntry entry : card.history()) {
            if (!entry.runId().equals(run)) {
                run = entry.runId();
                out.println("  " + entry.at() + "  run " + run);
            }
            out.println("    " + happened(card.profileId(), entry));
        }
        if (card.history().isEmpty()) {
            out.println("  none");
        }
    }

    private static String happened(String profile, HistoryEntry entry) {
        String records = entry.records() + (entry.records() == 1 ? " record" : " records");
        String who = entry.profileId().equals(profile) ? "it" : entry.profileId();
        String other = profile.equals(entry.otherProfileId()) ? "it" : String.valueOf(entry.otherProfileId());
        return switch (entry.kind()) {
            case "created" -> who + " was made of " + records;
            case "merged" -> who + " took in " + other + ", with " + records;
            case "split" -> who + " came out of " + other + ", with " + records;
            case "retired" -> who + " ended: its " + records + " were gone";
            default ->
                who + " " + entry.kind() + (entry.otherProfileId() == null ? "" : " with " + other) + ", " + records;
        };
    }

    void print(Connection connection) {
        out.println(evidence.where(connection.first()) + " is in profile " + connection.firstProfile());
        out.println(evidence.where(connection.second()) + " is in profile " + connection.secondProfile());
        connection.verdicts().forEach(this::verdict);
        out.println();
        if (connection.isOneProfile()) {
            one(connection);
        } else {
            out.println("Two persons. " + evidence.whyNot(connection));
            connection.direct().ifPresent(link -> {
                out.println("The link between the two:");
                link(link, isByOwnMatcher(link));
            });
        }
        connection.score().ifPresent(score -> {
            out.println();
            out.println(
                    connection.direct().filter(ExplainedText::isByOwnMatcher).isPresent()
                            ? "The two compared without your matcher, in bits:"
                            : "The two compared, in bits:");
            evidence.waterfall(score.evidence(), "  ");
        });
    }

    private void one(Connection connection) {
        if (connection.path().isEmpty()) {
            out.println("One person, though no link leads from one to the other: it is one that another source of"
                    + " truth holds together, such as live events.");
            return;
        }
        int steps = connection.path().size();
        out.println("One person, by " + (steps == 1 ? "a link" : steps + " links in a row") + ":");
        boolean isCompared = steps == 1 && connection.score().isPresent();
        connection.path().forEach(link -> link(link, !isCompared || isByOwnMatcher(link)));
        if (connection.path().stream().anyMatch(ExplainedText::isForReview)) {
            out.println("A link for review joins nobody by itself: all pairs of the records on its two sides together"
                    + " weigh enough on average.");
        }
        if (steps > 1) {
            connection.weakest().ifPresent(weakest -> {
                out.println("It hangs on the weakest:");
                out.println("  " + evidence.line(weakest));
            });
        }
    }

    /** Whether a person's own matcher was asked, which is not asked again where two are compared anew. */
    private static boolean isByOwnMatcher(Link link) {
        return link.evidence().stream().anyMatch(step -> step.comparison().equals(ComparisonKind.OWN_MATCHER.label()));
    }

    private static boolean isForReview(Link link) {
        return link.decidedBy().equals("model") && link.band().equals(Band.REVIEW.word());
    }

    /** What a language model found of the two. */
    void print(ModelVerdict verdict) {
        out.println();
        out.println("Asked of a language model:");
        out.println("  " + ModelReviewText.verdict(verdict));
    }

    private void verdict(RecordVerdict verdict) {
        String found = verdict.finding() == RecordVerdict.Finding.SAME ? "one person" : "two persons";
        out.println("Found to be " + found + " by " + verdict.decidedBy() + " on "
                + verdict.at().truncatedTo(ChronoUnit.SECONDS) + " (" + verdict.means() + ", verdict " + verdict.id()
                + "); take it back with: tarn review --undo " + verdict.id());
    }

    private void link(Link link, boolean withSteps) {
        out.println("  " + evidence.line(link));
        if (withSteps) {
            evidence.steps(link, "      ");
        }
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
