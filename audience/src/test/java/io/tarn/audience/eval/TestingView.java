package io.tarn.audience.eval;

import io.tarn.audience.Operand.Edge;
import io.tarn.audience.bind.EventFeature;
import io.tarn.audience.bind.Keyed;
import io.tarn.model.event.CodePoints;
import io.tarn.model.event.Value;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.profile.Aggregate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A profile that counts its events anew whenever it is asked: slow, and plain to see. */
record TestingView(TestingCustomer customer, Instant asOf) implements ProfileView {
    @Override
    public @Nullable Value trait(String name) {
        return customer.traits().get(name);
    }

    @Override
    public FeatureValue total(Keyed<EventFeature.Total> keyed) {
        EventFeature.Total feature = keyed.feature();
        List<TestingEvent> counted = selected(feature, feature.window()).stream()
                .filter(event -> feature.property().isEmpty()
                        || event.properties().containsKey(feature.property().get()))
                .toList();
        Optional<Instant> leaves = feature.window()
                .flatMap(window ->
                        counted.stream().map(event -> event.at().plus(window)).min(Comparator.naturalOrder()));
        return new FeatureValue(value(feature, counted), leaves);
    }

    private static Optional<Value> value(EventFeature.Total feature, List<TestingEvent> counted) {
        List<String> texts = feature.property()
                .map(path -> counted.stream()
                        .map(event -> event.properties().get(path))
                        .toList())
                .orElse(List.of());
        List<BigDecimal> numbers = texts.stream()
                .filter(text -> text.matches("-?[0-9]{1,12}([.][0-9]{1,6})?"))
                .map(BigDecimal::new)
                .toList();
        BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        Comparator<TestingEvent> order =
                Comparator.comparing(TestingEvent::at).thenComparing(TestingEvent::messageId, CodePoints.ORDER);
        Function<TestingEvent, Value> text = event -> new Value.Text(
                event.properties().getOrDefault(feature.property().orElseThrow(), ""));
        return switch (feature.function()) {
            case COUNT -> Optional.of(Value.Decimal.of(counted.size()));
            case DISTINCT ->
                Optional.of(Value.Decimal.of(
                        Math.min(Aggregate.VALUES_MAX, texts.stream().distinct().count())));
            case SUM -> numbers.isEmpty() ? Optional.empty() : Optional.of(number(sum));
            case AVERAGE ->
                numbers.isEmpty()
                        ? Optional.empty()
                        : Optional.of(number(sum.divide(BigDecimal.valueOf(numbers.size()), 6, RoundingMode.HALF_UP)));
            case MIN -> numbers.stream().min(Comparator.naturalOrder()).map(Value.Decimal::new);
            case MAX -> numbers.stream().max(Comparator.naturalOrder()).map(Value.Decimal::new);
            case FIRST -> counted.stream().min(order).map(text);
            case LAST -> counted.stream().max(order).map(text);
            case MOST_FREQUENT -> mostFrequent(texts);
            case LIST -> texts.isEmpty() ? Optional.empty() : Optional.of(Value.Decimal.of(1));
        };
    }

    private static Optional<Value> mostFrequent(List<String> texts) {
        Map<String, Long> counts =
                texts.stream().collect(Collectors.groupingBy(text -> text, TreeMap::new, Collectors.counting()));
        return counts.size() >= Aggregate.VALUES_MAX
                ? Optional.empty()
                : counts.entrySet().stream()
                        .min(Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry::getKey, CodePoints.ORDER))
                        .map(entry -> new Value.Text(entry.getKey()));
    }

    private static Value number(BigDecimal number) {
        return Value.Decimal.fits(number)
                ? new Value.Decimal(number)
                : new Value.Text(number.stripTrailingZeros().toPlainString());
    }

    @Override
    public @Nullable Instant time(Keyed<EventFeature.Time> keyed) {
        List<Instant> times = selected(keyed.feature(), Optional.empty()).stream()
                .map(TestingEvent::at)
                .sorted()
                .toList();
        if (times.isEmpty()) {
            return null;
        }
        return keyed.feature().edge() == Edge.FIRST ? times.getFirst() : times.getLast();
    }

    @Override
    public List<Instant> times(Keyed<EventFeature.Times> keyed) {
        return selected(keyed.feature(), keyed.feature().window()).stream()
                .map(TestingEvent::at)
                .sorted()
                .toList();
    }

    @Override
    public @Nullable Boolean consent(String category) {
        return customer.consents().get(category);
    }

    @Override
    public boolean hasAddress(ChannelKind channel) {
        return customer.channels().contains(channel);
    }

    private List<TestingEvent> selected(EventFeature feature, Optional<Duration> window) {
        return customer.events().stream()
                .filter(event -> !event.at().isAfter(asOf))
                .filter(event -> window.isEmpty() || event.at().isAfter(asOf.minus(window.get())))
                .filter(event -> EventMatcher.matches(feature, event.name(), event.properties()))
                .toList();
    }
}
