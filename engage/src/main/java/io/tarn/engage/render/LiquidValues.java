package io.tarn.engage.render;

import io.tarn.model.event.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our values as the template library wants them: a whole number as long, so that it divides as one. */
final class LiquidValues {
    private LiquidValues() {}

    static Map<String, Object> of(Map<String, Value> values) {
        Map<String, Object> named = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            Object one = of(value);
            if (one != null) {
                named.put(name, one);
            }
        });
        return named;
    }

    private static @Nullable Object of(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Decimal decimal -> number(decimal.number());
            case Value.Flag flag -> flag.holds();
            case Value.Sequence sequence -> {
                List<Object> items = new ArrayList<>();
                sequence.items().forEach(item -> {
                    Object one = of(item);
                    items.add(one == null ? "" : one);
                });
                yield items;
            }
            case Value.Fields fields -> of(fields.fields());
            case Value.Nothing nothing -> null;
        };
    }

    private static Object number(BigDecimal number) {
        return number.scale() <= 0 ? (Object) number.longValueExact() : number;
    }
}
