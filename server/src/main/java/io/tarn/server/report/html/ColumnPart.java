package io.tarn.server.report.html;

import io.tarn.model.policy.SemanticTag;
import io.tarn.server.figures.Figures;
import io.tarn.server.report.Disclosure;
import io.tarn.server.report.SourceColumns;
import io.tarn.server.report.SourceColumns.Change;
import io.tarn.server.report.SourceColumns.ColumnFinding;
import io.tarn.server.report.SourceColumns.RuleFinding;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws what each column was found to mean, why, and which rules are proposed for its values. */
final class ColumnPart {
    private static final double SURE = 0.9;
    private static final double LIKELY = 0.7;

    private ColumnPart() {}

    static void draw(Html out, List<SourceColumns> sources, Disclosure disclosure) {
        long columns =
                sources.stream().mapToLong(source -> source.columns().size()).sum();
        long unsure = sources.stream()
                .flatMap(source -> source.columns().stream())
                .filter(column -> column.confidence() < LIKELY)
                .count();
        Section.COLUMNS.open(
                out,
                "Tarn looked at the name and the values of " + Figures.count(columns, "column", "columns")
                        + " and proposes what each one means. "
                        + (unsure == 0
                                ? "It is sure or fairly sure of all of them."
                                : "It is unsure of " + Figures.count(unsure)
                                        + ": look at those first. What you correct in the source's YAML file stays."));
        Budget budget = Budget.of(out, Limits.COLUMNS_BYTES);
        int shown = 0;
        for (SourceColumns source : Limits.first(sources, Limits.SOURCES)) {
            if (budget.isSpent()) {
                break;
            }
            source(out, source, disclosure);
            shown++;
        }
        Limits.say(out, sources.size(), shown, "sources");
        out.close();
    }

    private static void source(Html out, SourceColumns source, Disclosure disclosure) {
        out.open("details", "class", "source", "open", "open").open("summary");
        out.element("code", source.source());
        out.element("span", Figures.count(source.columns().size(), "column", "columns"), "class", "unit");
        out.close();
        Table table = Table.open(out, "Column", "Means", "Sure", "Filled", "#Distinct", "Because", "Proposed rules");
        table.within(Limits.COLUMNS_BYTES / 2)
                .rows(source.columns(), Limits.COLUMNS, "columns", column -> column(out, table, column, disclosure));
        out.close();
    }

    private static void column(Html out, Table table, ColumnFinding column, Disclosure disclosure) {
        table.code(column.column());
        table.openCell();
        out.element(
                        "span",
                        words(column.tag()),
                        "class",
                        "tag",
                        "title",
                        column.tag().meaning())
                .close();
        table.openCell();
        String tone = column.confidence() >= SURE ? "for" : column.confidence() >= LIKELY ? "neutral" : "against";
        meter(out, column.confidence(), tone);
        out.close();
        table.openCell();
        column.filled().ifPresentOrElse(share -> meter(out, share, "neutral"), () -> out.text("—"));
        out.close();
        table.cell(column.distinct().map(Figures::count).orElse("—"));
        table.openCell();
        evidence(out, column.evidence());
        out.close();
        table.openCell();
        rules(out, column.rules(), disclosure);
        out.close();
    }

    private static void evidence(Html out, List<String> evidence) {
        out.open("ul", "class", "quiet");
        for (String reason : Limits.first(evidence, Limits.EVIDENCE)) {
            out.element("li", Limits.cut(reason));
        }
        out.close();
    }

    private static void rules(Html out, List<RuleFinding> rules, Disclosure disclosure) {
        List<RuleFinding> telling = rules.stream()
                .filter(rule -> rule.examined() == 0 || rule.changed() > 0 || rule.invalid() > 0)
                .toList();
        String idle = rules.stream()
                .filter(rule -> !telling.contains(rule))
                .map(rule -> Limits.cut(rule.rule()))
                .limit(Limits.RULES)
                .collect(Collectors.joining(", "));
        if (telling.isEmpty()) {
            String found = idle.isEmpty() ? "none needed" : "nothing to change (" + idle + ")";
            out.element("span", found, "class", "unit");
        }
        for (RuleFinding rule : Limits.first(telling, Limits.RULES)) {
            out.open("div", "class", "rule");
            out.element("code", Limits.cut(rule.rule()), "title", Limits.cut(rule.meaning()));
            out.element("span", effect(rule), "class", "unit");
            for (Change change : Limits.first(rule.samples(), Limits.SAMPLES)) {
                out.open("div", "class", "change");
                out.element("del", disclosure.lay(change.before())).text(" → ");
                out.element("ins", disclosure.lay(change.after())).close();
            }
            out.close();
        }
    }

    private static String effect(RuleFinding rule) {
        if (rule.examined() == 0) {
            return "";
        }
        String invalid = rule.invalid() == 0 ? "" : "; " + Figures.count(rule.invalid()) + " it does not understand";
        return " changes " + Figures.count(rule.changed()) + " of " + Figures.count(rule.examined(), "value", "values")
                + " tried" + invalid;
    }

    static void meter(Html out, double share, String tone) {
        double held = Math.clamp(share, 0.0, 1.0);
        out.open("span", "class", "meter").open("svg", "aria-hidden", "true");
        out.empty("rect", "class", "rail", "width", "100%", "height", "6", "rx", "3");
        out.empty("rect", "class", tone, "width", Html.percent(100 * held), "height", "6", "rx", "3");
        out.close().element("span", Figures.percent(held)).close();
    }

    static String words(SemanticTag tag) {
        return tag.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
