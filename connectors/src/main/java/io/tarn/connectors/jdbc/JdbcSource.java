package io.tarn.connectors.jdbc;

import io.tarn.collect.source.Arrivals;
import io.tarn.collect.source.LandedFiles;
import io.tarn.collect.source.Source;
import io.tarn.connectors.ConnectorErrors;
import io.tarn.lake.table.Column;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.Suggestions;
import io.tarn.model.error.TarnException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/** A table of another database; it always has something for us, for only its rows tell what is new. */
public final class JdbcSource implements Source {
    private final JdbcPlace place;

    public JdbcSource(JdbcPlace place) {
        this.place = place;
    }

    @Override
    public Arrivals arrivals(LandedFiles known) {
        try (Connection connection = connect(place)) {
            JdbcTable table = JdbcTable.describe(connection, place);
            place.watermark().ifPresent(watermark -> requireColumn(watermark, table.columns()));
            return new Arrivals(List.of(table), 0, table.warnings());
        } catch (SQLException e) {
            throw ConnectorErrors.database(place.name(), "looking at its columns", e);
        }
    }

    static Connection connect(JdbcPlace place) {
        Properties properties = new Properties();
        place.user().ifPresent(user -> properties.setProperty("user", user));
        place.password().ifPresent(password -> properties.setProperty("password", password));
        try {
            return DriverManager.getConnection(place.address(), properties);
        } catch (SQLException e) {
            throw ConnectorErrors.database(place.name(), "connecting", e);
        }
    }

    private void requireColumn(String watermark, List<Column> columns) {
        List<String> names = columns.stream().map(Column::name).toList();
        if (names.stream().noneMatch(watermark::equals)) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "Watermark '" + watermark + "' is not a column of " + place.name() + ": columns are "
                            + String.join(", ", names) + "." + Suggestions.didYouMean(watermark, names));
        }
    }
}
