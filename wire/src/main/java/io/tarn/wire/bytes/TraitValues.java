package io.tarn.wire.bytes;

import io.tarn.model.event.Value;
import io.tarn.model.profile.TraitValue;
import java.time.Instant;

/** Values of traits with where they came from. */
public final class TraitValues {
    private TraitValues() {}

    public static void write(ByteWriter writer, TraitValue trait) {
        writer.value(trait.value()).word(trait.source()).instant(trait.at()).text(trait.reference());
    }

    public static TraitValue read(ByteReader reader) {
        Value value = reader.value();
        String source = reader.word();
        Instant at = reader.instant();
        return new TraitValue(value, source, at, reader.text());
    }
}
