package io.tarn.connectors.source;

import io.tarn.collect.source.Arrival;
import io.tarn.collect.source.Arrivals;
import io.tarn.collect.source.Source;
import io.tarn.collect.source.SourceOpener;
import io.tarn.connectors.ConnectorErrors;
import io.tarn.connectors.file.FileOptions;
import io.tarn.connectors.file.FileSource;
import io.tarn.connectors.file.Place;
import io.tarn.connectors.jdbc.JdbcSource;
import io.tarn.model.policy.SourceDefinition;
import java.util.List;
import java.util.Map;

/** Opens files, folders, patterns, Delta tables and databases, as each definition asks. */
public final class DeclaredSources implements SourceOpener {
    private final Map<String, String> environment;

    /**
     * Opens sources with secrets from an environment.
     *
     * @param environment where {@code env:NAME} is looked up
     */
    public DeclaredSources(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Source open(SourceDefinition definition) {
        if (definition.place().startsWith("jdbc:") || definition.format().equals("jdbc")) {
            return new JdbcSource(SourceOptions.jdbc(definition, environment));
        }
        FileOptions options = SourceOptions.files(definition);
        Place place = Place.of(definition.place());
        if (place instanceof Place.DeltaTable table) {
            Arrivals inPlace = new Arrivals(List.of(new Arrival.InPlace(table.folder())), 0, List.of());
            return known -> inPlace;
        }
        if (definition.format().equals("delta")) {
            throw ConnectorErrors.noDeltaTable(definition.name(), definition.place());
        }
        return new FileSource(definition.name(), definition.place(), place, options);
    }
}
