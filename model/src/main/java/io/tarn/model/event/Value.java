package io.tarn.model.event;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An open value of an event or a trait, in the shapes that JSON knows.
 *
 * <p>Lists and objects keep the order in which they arrived.
 */
public sealed interface Value {
    /** How deep values may nest. */
    int DEPTH_MAX = 32;

    /** Text by code point. */
    record Text(String text) implements Value {}

    /**
     * An exact number, DECIMAL(18,6): at most twelve digits before the point and six after it, without trailing
     * noughts after the point.
     */
    record Decimal(BigDecimal number) implements Value {
        private static final int SCALE_MAX = 6;
        private static final int WHOLE_DIGITS_MAX = 12;

        public Decimal {
            number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
            if (number.scale() < 0) {
                number = number.setScale(0);
            }
            if (!fits(number)) {
                throw new TarnException(
                        ErrorCode.INVALID_INPUT,
                        "A number has " + (number.precision() - number.scale()) + " digits before the point and "
                                + number.scale() + " after it; at most 12 and 6 can be kept exactly.");
            }
        }

        public static Decimal of(long number) {
            return new Decimal(BigDecimal.valueOf(number));
        }

        /** Whether a number can be kept exactly. */
        public static boolean fits(BigDecimal number) {
            if (Math.abs((long) number.scale()) > 1000 || number.precision() > 1000) {
                return false;
            }
            BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
            return plain.scale() <= SCALE_MAX && plain.precision() - plain.scale() <= WHOLE_DIGITS_MAX;
        }

        /** Without an exponent, as SQL and JSON read it. */
        public String plain() {
            return number.toPlainString();
        }
    }

    /** Yes or no. */
    record Flag(boolean holds) implements Value {}

    /** Values in order. */
    record Sequence(List<Value> items) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Named values in the order in which they arrived. */
    record Fields(Map<String, Value> fields) implements Value {
        /** No fields at all. */
        public static final Fields NONE = new Fields(Map.of());

        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** JSON's null: said to be nothing. */
    enum Nothing implements Value {
        NOTHING
    }
}
