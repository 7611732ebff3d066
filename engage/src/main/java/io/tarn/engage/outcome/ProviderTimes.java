package io.tarn.engage.outcome;

import io.tarn.model.event.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When something happened, as mail providers say it; so what they post again happens at the same instant again. */
final class ProviderTimes {
    private static final List<String> NAMES =
            List.of("timestamp", "ReceivedAt", "DeliveredAt", "BouncedAt", "ChangedAt");
    private static final List<String> PARTS = List.of("open", "click", "bounce", "delivery", "complaint");

    private ProviderTimes() {}

    /** The instant that an item names; that of its coming where it names none, or a later one. */
    static Instant of(Map<String, Value> item, Instant at) {
        Stream<Value> own = NAMES.stream().flatMap(name -> Stream.ofNullable(item.get(name)));
        Stream<Value> below = PARTS.stream().flatMap(part -> timestamp(item.get(part)));
        return Stream.concat(below, own)
                .flatMap(value -> instant(value).stream())
                .filter(said -> !said.isAfter(at))
                .findFirst()
                .orElse(at);
    }

    private static Stream<Value> timestamp(@Nullable Value part) {
        return part instanceof Value.Fields fields
                ? Stream.ofNullable(fields.fields().get("timestamp"))
                : Stream.empty();
    }

    private static Optional<Instant> instant(Value value) {
        try {
            return switch (value) {
                case Value.Text text -> Optional.of(Instant.parse(text.text()));
                case Value.Decimal seconds ->
                    Optional.of(Instant.ofEpochSecond(seconds.number().longValue()));
                default -> Optional.empty();
            };
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
