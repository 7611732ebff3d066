package io.tarn.audience;

import io.tarn.model.event.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** A value that a person wrote into an expression. */
public sealed interface Literal {
    Place place();

    /** Text, compared by code point. */
    record Text(String text, Place place) implements Literal {
        public Text {
            Words.check("A text", text);
        }
    }

    /** An exact number, DECIMAL(18,6), without trailing noughts. */
    record Amount(BigDecimal number, Place place) implements Literal {
        public Amount {
            number = new Value.Decimal(number).number();
        }
    }

    /** Yes or no. */
    record Flag(boolean holds, Place place) implements Literal {}

    /** A day of the calendar, of the years 1000 to 2999; it stands for its first instant in UTC. */
    record Day(LocalDate day, Place place) implements Literal {
        public Day {
            Words.checkYear(day.getYear());
        }
    }

    /** An instant to the microsecond, of the years 1000 to 2999. */
    record Moment(Instant at, Place place) implements Literal {
        public Moment {
            at = at.truncatedTo(ChronoUnit.MICROS);
            Words.checkYear(at.atOffset(java.time.ZoneOffset.UTC).getYear());
        }
    }
}
