package io.tarn.server.report.html;

import io.tarn.server.figures.Figures;
import java.util.List;
import java.util.function.Consumer;

/** A table whose cells carry their heading, so that rows become cards on a small screen. */
final class Table {
    private final Html out;
    private final List<String> headings;
    private Budget budget;
    private int cell;

    private Table(Html out, List<String> headings) {
        this.out = out;
        this.headings = headings;
        this.budget = Budget.of(out, Limits.TABLE_BYTES);
    }

    /** Opens a table; a heading that starts with # holds figures. */
    static Table open(Html out, String... headings) {
        out.open("div", "class", "scroll")
                .open("table", "class", "cards")
                .open("thead")
                .open("tr");
        for (String heading : headings) {
            boolean isNumber = heading.startsWith("#");
            out.element("th", isNumber ? heading.substring(1) : heading, "scope", "col", "class", isNumber ? "n" : "t");
        }
        out.close().close().open("tbody");
        return new Table(out, List.of(headings));
    }

    /** Lets the table take so many bytes, instead of what tables take otherwise. */
    Table within(int bytes) {
        budget = Budget.of(out, bytes);
        return this;
    }

    /** Writes a row for each of the values until a limit is met, closes the table, and says what was left out. */
    <T> void rows(List<T> all, int max, String noun, Consumer<T> row) {
        int shown = 0;
        for (T value : Limits.first(all, max)) {
            if (budget.isSpent()) {
                break;
            }
            out.open("tr");
            cell = 0;
            row.accept(value);
            out.close();
            shown++;
        }
        out.close().close().close();
        Limits.say(out, all.size(), shown, noun);
    }

    /** A cell of plain text, in a number's column right-aligned. */
    Table cell(String text) {
        openCell();
        out.open("bdi").text(Limits.cut(text)).close().close();
        return this;
    }

    Table number(long number) {
        return cell(Figures.count(number));
    }

    /** A cell of code, such as a column's name or an id. */
    Table code(String text) {
        openCell();
        out.element("code", Limits.cut(text)).close();
        return this;
    }

    /** Opens a cell that the caller fills and closes. */
    Html openCell() {
        String heading = headings.get(cell++);
        boolean isNumber = heading.startsWith("#");
        String label = isNumber ? heading.substring(1) : heading;
        return out.open("td", "data-label", label, "class", isNumber ? "n" : "t");
    }
}
