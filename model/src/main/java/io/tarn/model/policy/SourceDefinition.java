package io.tarn.model.policy;

import io.tarn.model.identity.SourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place with data about customers, as a person declares it.
 *
 * @param place a path, a {@code file:} URI, a folder, a glob or a {@code jdbc:} address
 * @param format {@link #DETECTED}, or csv, json, parquet, delta, jdbc
 * @param options what detection cannot know or got wrong, by name; a secret is a reference such as {@code env:NAME}
 * @param key the column that names a record, empty while nobody has said
 * @param observedAt the column that says when the source last saw the record
 * @param priority which source is believed first: a lower number is believed before a higher one
 * @param region the ISO 3166 alpha-2 code by which telephone numbers without a country are read
 * @param columns what its columns mean; empty while nobody has said, so that it is proposed
 * @param ignored columns, and paths inside of nested ones, that are left out and never proposed, by their label
 */
public record SourceDefinition(
        SourceName name,
        String place,
        String format,
        Map<String, String> options,
        Optional<String> key,
        Optional<String> observedAt,
        int priority,
        Optional<String> region,
        List<ColumnMapping> columns,
        List<String> ignored) {
    /** The format of a source whose format is found by looking at it. */
    public static final String DETECTED = "auto";

    /** The priority of a source about which nobody has said anything. */
    public static final int PRIORITY_DEFAULT = 100;

    public SourceDefinition {
        options = Map.copyOf(options);
        columns = List.copyOf(columns);
        ignored = List.copyOf(ignored);
    }

    /** A source known by its place alone. */
    public static SourceDefinition of(SourceName name, String place) {
        return new SourceDefinition(
                name,
                place,
                DETECTED,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                PRIORITY_DEFAULT,
                Optional.empty(),
                List.of(),
                List.of());
    }

    public SourceDefinition withKey(String column) {
        return new SourceDefinition(
                name, place, format, options, Optional.of(column), observedAt, priority, region, columns, ignored);
    }

    public SourceDefinition withOptions(Map<String, String> changed) {
        return new SourceDefinition(name, place, format, changed, key, observedAt, priority, region, columns, ignored);
    }

    /** The same source with what its columns mean, and what was found out with it. */
    public SourceDefinition withColumns(
            List<ColumnMapping> mapped,
            Optional<String> keyFound,
            Optional<String> observedAtFound,
            Optional<String> regionFound) {
        return new SourceDefinition(
                name,
                place,
                format,
                options,
                key.or(() -> keyFound),
                observedAt.or(() -> observedAtFound),
                priority,
                region.or(() -> regionFound),
                mapped,
                ignored);
    }

    /** Whether its key is, besides, something that a tag says. */
    public boolean isKeyed(SemanticTag tag) {
        return columns.stream()
                .anyMatch(column -> column.tag() == tag
                        && key.filter(column.label()::equals).isPresent());
    }

    /** The same source with columns that came after its mapping was made. */
    public SourceDefinition plus(List<ColumnMapping> added) {
        List<ColumnMapping> mapped = new ArrayList<>(columns);
        mapped.addAll(added);
        return withColumns(mapped, key, observedAt, region);
    }
}
