package io.tarn.wire.row;

import io.tarn.model.identity.Identifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The parts that rows have in common. */
final class RowParts {
    private RowParts() {}

    /** A list of structs. */
    static List<Map<String, String>> identifiers(Collection<Identifier> identifiers) {
        return identifiers.stream()
                .map(one -> Map.of("type", one.type().name(), "value", one.value()))
                .toList();
    }
}
