package io.tarn.engage.render;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import liqp.TemplateContext;
import liqp.filters.Filter;
import liqp.parser.Flavor;
import org.jspecify.annotations.Nullable;

/** The filters of Liquid, each within a budget, and those whose result is safe in HTML. */
final class Filters {
    /** What is put behind every output: writes it for its place. No author can say it by chance. */
    static final String WRITE = "tarn_write";

    private static final int DIGITS_MAX = 100;

    /** Filters that belong to web shops, and one that opens any value. */
    private static final List<String> LEFT_OUT = List.of("absolute_url", "relative_url", "json");

    private Filters() {}

    /** What an author may use. */
    static SortedSet<String> names() {
        TreeSet<String> names =
                new TreeSet<>(Flavor.LIQUID.getFilters().getMap().keySet());
        LEFT_OUT.forEach(names::remove);
        names.add("raw");
        return names;
    }

    static List<Filter> all(Form form) {
        List<Filter> all = new ArrayList<>();
        Map<String, Filter> standard = Flavor.LIQUID.getFilters().getMap();
        for (Filter filter : standard.values()) {
            all.add(bounded(filter.getName(), filter::apply));
        }
        all.add(bounded("date", new DateFilter(Objects.requireNonNull(standard.get("date")))::apply));
        for (String name : List.of("escape", "h", "escape_once")) {
            all.add(bounded(name, (value, context, params) -> escaped(form, value, context)));
        }
        all.add(bounded("newline_to_br", (value, context, params) -> broken(form, value, context)));
        all.add(bounded("raw", (value, context, params) -> raw(form, value, context)));
        all.add(new Step(WRITE, (value, context, params) -> write(form, value, context, params)));
        return all;
    }

    /** How a filter changes a value. */
    @FunctionalInterface
    interface Change {
        @Nullable
        Object apply(@Nullable Object value, TemplateContext context, Object... params);
    }

    private static final class Step extends Filter {
        private final Change change;

        Step(String name, Change change) {
            super(name);
            this.change = change;
        }

        @Override
        public @Nullable Object apply(@Nullable Object value, TemplateContext context, Object... params) {
            return change.apply(value, context, params);
        }
    }

    private static Filter bounded(String name, Change change) {
        return new Step(name, (value, context, params) -> {
            Budget budget = Budget.of(context);
            budget.spend(1 + size(value));
            budget.checkLength(lengthMax(name, value, params));
            Object result = change.apply(value, context, params);
            budget.spend(size(result));
            check(result, budget);
            return result;
        });
    }

    /** How long a result may become at most, known beforehand where a short source makes a long one. */
    private static long lengthMax(String name, @Nullable Object value, Object... params) {
        if (!name.equals("replace") || params.length < 2) {
            return name.equals("join") && params.length > 0 ? size(value) + items(value) * size(params[0]) : 0;
        }
        return size(value) + size(value) / Math.max(1, size(params[0])) * size(params[1]);
    }

    private static void check(@Nullable Object result, Budget budget) {
        budget.checkItems(items(result));
        budget.checkLength(size(result));
        if (result instanceof BigDecimal number && number.precision() > DIGITS_MAX) {
            throw new Stopped("it makes a number of more than " + DIGITS_MAX + " digits");
        }
    }

    private static long items(@Nullable Object value) {
        return switch (value) {
            case Collection<?> list -> list.size();
            case Object[] array -> array.length;
            case null, default -> 0;
        };
    }

    private static long size(@Nullable Object value) {
        return switch (value) {
            case CharSequence text -> text.length();
            case Collection<?> list -> list.stream().mapToLong(Filters::flat).sum();
            case Object[] array ->
                java.util.Arrays.stream(array).mapToLong(Filters::flat).sum();
            case null, default -> 1;
        };
    }

    private static long flat(@Nullable Object item) {
        return item instanceof CharSequence text ? text.length() : 16;
    }

    private static String escaped(Form form, @Nullable Object value, TemplateContext context) {
        String text = text(value);
        return form == Form.HTML ? Budget.of(context).written(form.write(text)) : text;
    }

    private static String broken(Form form, @Nullable Object value, TemplateContext context) {
        Budget budget = Budget.of(context);
        String text = text(value);
        if (form != Form.HTML) {
            return text;
        }
        String safe = budget.isWritten(value) ? text : form.write(text);
        return budget.written(safe.replace("\r\n", "\n").replace("\n", "<br />\n"));
    }

    private static String raw(Form form, @Nullable Object value, TemplateContext context) {
        return form == Form.HTML ? Budget.of(context).written(text(value)) : text(value);
    }

    private static Object write(Form form, @Nullable Object value, TemplateContext context, Object... params) {
        Budget budget = Budget.of(context);
        if (value == null) {
            budget.miss(Integer.parseInt(params[0].toString()));
            return "";
        }
        if (budget.isWritten(value)) {
            return value;
        }
        String written = form.write(text(value));
        budget.spend(written.length());
        return written;
    }

    /** As Liquid shows it: a list without commas, a number without an exponent. */
    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case Collection<?> list ->
                String.join("", list.stream().map(Filters::text).toList());
            case Object[] array -> text(List.of(array));
            default -> value.toString();
        };
    }
}
