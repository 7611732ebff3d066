package io.tarn.unify.survivorship;

import io.tarn.lake.dialect.Dialect;
import io.tarn.model.policy.SurvivorshipRule;
import io.tarn.model.policy.SurvivorshipRule.Completeness;
import io.tarn.model.policy.SurvivorshipRule.Consent;
import io.tarn.model.policy.SurvivorshipRule.Frequency;
import io.tarn.model.policy.SurvivorshipRule.Recency;
import io.tarn.model.policy.SurvivorshipRule.SourcePriority;
import io.tarn.model.policy.SurvivorshipRule.Validity;
import java.util.List;

/** The SQL of survivorship rules as whole numbers, the lesser first: over {@code source}, {@code observed_at} and so on. */
final class RecordOrder {
    private RecordOrder() {}

    /** A rule's number, from the columns source, observed_at, consent, frequency, valid and value. */
    static String key(Dialect dialect, SurvivorshipRule rule) {
        return switch (rule) {
            case SourcePriority(var sources) -> {
                if (sources.isEmpty()) {
                    yield "0";
                }
                StringBuilder order = new StringBuilder("CASE source");
                for (int i = 0; i < sources.size(); i++) {
                    order.append(" WHEN ")
                            .append(dialect.literal(sources.get(i).value()))
                            .append(" THEN ")
                            .append(i);
                }
                yield order.append(" ELSE ")
                        .append(sources.size())
                        .append(" END")
                        .toString();
            }
            case Recency() -> "CASE WHEN observed_at IS NULL THEN 9223372036854775807 ELSE -epoch_us(observed_at) END";
            case Frequency() -> "-frequency";
            case Validity() -> "CASE WHEN valid THEN 0 ELSE 1 END";
            case Completeness() -> "-length(value)";
            case Consent() -> "consent";
        };
    }

    /** What to order records by under rules that look at records alone; ends with the number, so the order is total. */
    static String orderBy(Dialect dialect, List<SurvivorshipRule> rules) {
        StringBuilder order = new StringBuilder();
        rules.forEach(rule -> order.append(key(dialect, rule)).append(", "));
        return order.append("record_no").toString();
    }
}
