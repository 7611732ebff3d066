package io.tarn.collect.tag;

import io.tarn.collect.normalize.Texts;
import io.tarn.model.policy.DateOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Infers from the values of a column in which order it writes day and month. */
final class DateOrders {
    private static final Set<String> MONTH_FIRST = Set.of("US", "PH", "FM", "PW", "MH");

    private DateOrders() {}

    static DateOrder of(ColumnProfile column, Optional<String> region, List<String> reasons) {
        long dayFirst = 0;
        long monthFirst = 0;
        long open = 0;
        for (Map.Entry<String, Long> entry : column.values().entrySet()) {
            List<Integer> numbers = leading(entry.getKey());
            if (numbers.size() < 2) {
                continue;
            }
            boolean first = numbers.get(0) > 12;
            boolean second = numbers.get(1) > 12;
            dayFirst += first && !second ? entry.getValue() : 0;
            monthFirst += second && !first ? entry.getValue() : 0;
            open += !first && !second ? entry.getValue() : 0;
        }
        if (dayFirst + monthFirst + open == 0) {
            return DateOrder.YEAR_MONTH_DAY;
        }
        if (dayFirst + monthFirst == 0) {
            boolean american = region.isPresent() && MONTH_FIRST.contains(region.get());
            reasons.add("no date shows whether day or month stands first; taken as usual in "
                    + region.orElse("most countries"));
            return american ? DateOrder.MONTH_DAY_YEAR : DateOrder.DAY_MONTH_YEAR;
        }
        boolean day = dayFirst >= monthFirst;
        reasons.add((day ? dayFirst : monthFirst) + " dates can only be read with the "
                + (day ? "day" : "month") + " first, " + (day ? monthFirst : dayFirst) + " only with the "
                + (day ? "month" : "day") + " first");
        return day ? DateOrder.DAY_MONTH_YEAR : DateOrder.MONTH_DAY_YEAR;
    }

    /** The first two numbers of a date that does not begin with its year and names no month. */
    private static List<Integer> leading(String date) {
        List<Integer> numbers = new ArrayList<>();
        String[] parts = Texts.trim(date).split("[-/. ]", 4);
        for (int i = 0; i < Math.min(2, parts.length); i++) {
            if (!Texts.isDigits(parts[i]) || parts[i].length() > 2) {
                return List.of();
            }
            numbers.add(Integer.parseInt(parts[i]));
        }
        return parts.length >= 3 ? numbers : List.of();
    }
}
