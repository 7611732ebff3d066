package io.tarn.wire.profile;

import io.tarn.model.event.Value;
import io.tarn.model.profile.Aggregate;
import io.tarn.wire.bytes.ByteReader;
import io.tarn.wire.bytes.ByteWriter;
import io.tarn.wire.bytes.Maps;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** States of computed traits: the kind of aggregate, whether the oldest event leaves, then what each holds. */
final class AggregateForm {
    private static final int NONE = 0;
    private static final int COUNT = 1;
    private static final int TOTAL = 2;
    private static final int EDGE = 3;
    private static final int TALLY = 4;

    private AggregateForm() {}

    static void write(ByteWriter writer, Aggregate.State state) {
        state.aggregate().ifPresentOrElse(aggregate -> write(writer, aggregate), () -> writer.octet(NONE));
        writer.flag(state.leavesAt().isPresent());
        state.leavesAt().ifPresent(writer::instant);
    }

    static Aggregate.State read(ByteReader reader) {
        Optional<Aggregate> aggregate = aggregate(reader);
        Optional<Instant> leavesAt = reader.flag() ? Optional.of(reader.instant()) : Optional.empty();
        return new Aggregate.State(aggregate, leavesAt);
    }

    private static void write(ByteWriter writer, Aggregate aggregate) {
        switch (aggregate) {
            case Aggregate.Count(long events) -> writer.octet(COUNT).signed(events);
            case Aggregate.Total(BigDecimal sum, long numbers) ->
                writer.octet(TOTAL).decimal(sum).signed(numbers);
            case Aggregate.Edge(Value value, Instant at, String messageId) ->
                writer.octet(EDGE).value(value).instant(at).text(messageId);
            case Aggregate.Tally(Map<String, Long> counts) ->
                Maps.write(writer.octet(TALLY), counts, ByteWriter::signed);
        }
    }

    private static Optional<Aggregate> aggregate(ByteReader reader) {
        int kind = reader.octet();
        return switch (kind) {
            case NONE -> Optional.empty();
            case COUNT -> Optional.of(new Aggregate.Count(reader.signed()));
            case TOTAL -> Optional.of(new Aggregate.Total(reader.decimal(), reader.signed()));
            case EDGE -> Optional.of(new Aggregate.Edge(reader.value(), reader.instant(), reader.text()));
            case TALLY -> Optional.of(new Aggregate.Tally(Maps.read(reader, ByteReader::signed)));
            default -> throw reader.broken("no aggregate is of kind " + kind);
        };
    }
}
