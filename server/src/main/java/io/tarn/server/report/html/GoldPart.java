package io.tarn.server.report.html;

import io.tarn.server.figures.Figures;
import io.tarn.server.report.Survivorship;
import io.tarn.server.report.Survivorship.TraitSurvival;
import io.tarn.server.report.Survivorship.Winner;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Draws, trait by trait, how often the records of a profile disagree and whose value survived. */
final class GoldPart {
    private static final int SERIES = 6;

    private GoldPart() {}

    static void draw(Html out, Survivorship survivorship) {
        List<TraitSurvival> traits = survivorship.traits();
        long conflicts = traits.stream().mapToLong(TraitSurvival::conflicts).sum();
        String most = traits.stream()
                .max(Comparator.comparingLong(TraitSurvival::conflicts).thenComparing(TraitSurvival::trait))
                .filter(trait -> trait.conflicts() > 0)
                .map(trait -> ", most often about " + Limits.cut(trait.trait()).replace('_', ' '))
                .orElse("");
        Section.SURVIVORSHIP.open(
                out,
                conflicts == 0
                        ? "Records of one profile never disagreed."
                        : "Records of one profile disagreed " + Figures.count(conflicts, "time", "times") + most
                                + ". One value became the trait; the others stay in silver.records.");
        if (!traits.isEmpty()) {
            List<String> sources = sources(traits);
            legend(out, sources);
            table(out, traits, sources);
        }
        out.close();
    }

    /** The sources by name, so that one color means the same source in every row and in every run. */
    private static List<String> sources(List<TraitSurvival> traits) {
        TreeSet<String> names = new TreeSet<>();
        traits.forEach(trait -> trait.winners().forEach(winner -> names.add(winner.source())));
        return List.copyOf(names);
    }

    private static void legend(Html out, List<String> sources) {
        out.open("p", "class", "legend");
        for (String source : Limits.first(sources, SERIES)) {
            out.element("span", Limits.cut(source), "class", "key " + series(sources, source));
        }
        if (sources.size() > SERIES) {
            out.element("span", "other sources", "class", "key neutral");
        }
        out.close();
    }

    private static void table(Html out, List<TraitSurvival> traits, List<String> sources) {
        Table table = Table.open(out, "Trait", "Rule", "#Profiles with it", "#Conflicts", "Whose value survived");
        table.rows(traits, Limits.TRAITS, "traits", trait -> {
            table.code(trait.trait()).cell(trait.rule()).number(trait.filled()).number(trait.conflicts());
            table.openCell();
            winners(out, trait, sources);
            out.close();
        });
    }

    private static void winners(Html out, TraitSurvival trait, List<String> sources) {
        long all = trait.winners().stream().mapToLong(Winner::wins).sum();
        if (all == 0) {
            out.element("span", "no conflict", "class", "unit");
            return;
        }
        StringBuilder said = new StringBuilder();
        for (Winner winner : Limits.first(trait.winners(), Limits.WINNERS)) {
            said.append(said.isEmpty() ? "" : ", ")
                    .append(Limits.cut(winner.source()))
                    .append(' ')
                    .append(Figures.count(winner.wins()));
        }
        out.open("svg", "class", "stack", "role", "img", "aria-label", said.toString());
        double from = 0;
        for (Winner winner : Limits.first(trait.winners(), Limits.COPIES)) {
            double width = 100.0 * winner.wins() / all;
            if (width >= 0.2) {
                out.open("g")
                        .element(
                                "title",
                                Limits.cut(winner.source()) + ": " + Figures.count(winner.wins(), "value", "values")
                                        + ", " + Figures.percent(width / 100));
                out.empty(
                        "rect",
                        "class",
                        series(sources, winner.source()),
                        "x",
                        Html.percent(from),
                        "width",
                        Html.percent(width),
                        "height",
                        "14");
                out.close();
            }
            from += width;
        }
        out.close().element("small", said.toString(), "class", "unit");
    }

    private static String series(List<String> sources, String source) {
        int index = sources.indexOf(source);
        return index < SERIES ? "series" + index : "neutral";
    }
}
