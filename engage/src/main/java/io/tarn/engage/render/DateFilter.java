package io.tarn.engage.render;

import liqp.TemplateContext;
import liqp.filters.Filter;
import org.jspecify.annotations.Nullable;

/** Liquid's {@code date}, but {@code 'now'} and {@code 'today'} are the decision's instant and not a clock's. */
final class DateFilter {
    private final Filter standard;

    DateFilter(Filter standard) {
        this.standard = standard;
    }

    @Nullable
    Object apply(@Nullable Object value, TemplateContext context, Object... params) {
        boolean now = value != null
                && (value.toString().equals("now") || value.toString().equals("today"));
        return standard.apply(now ? context.get(Liquid.NOW) : value, context, params);
    }
}
