package io.tarn.connectors.file;

import io.tarn.collect.source.Arrival.Engine;
import io.tarn.collect.source.Arrival.EngineColumn;
import io.tarn.collect.source.LandedNames;
import io.tarn.collect.source.Staged;
import io.tarn.connectors.ConnectorErrors;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.error.DiskFault;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads Parquet: columns keep their types; a type that the lake does not have lands as text. */
final class ParquetReader {
    private static final String POSITION = "file_row_number";

    private ParquetReader() {}

    static Staged stage(Path file, Path scratch, Engine engine) {
        Dialect dialect = engine.dialect();
        String relation = "read_parquet(" + dialect.literal(named(file, scratch).toString());
        List<EngineColumn> found = describe(file, relation + ")", engine);
        boolean positions = found.stream().noneMatch(column -> column.name().equalsIgnoreCase(POSITION));
        LandedNames names = new LandedNames();
        List<String> warnings = new ArrayList<>();
        StringBuilder sql = new StringBuilder("SELECT ");
        for (EngineColumn column : found) {
            Optional<ColumnType> type = ParquetTypes.of(column.type());
            Column landed = names.add(column.name(), type.orElse(Scalar.STRING));
            if (type.isEmpty()) {
                warnings.add("Column '" + column.name() + "' of " + file + " has the type " + column.type()
                        + ", which the lake lacks: it lands as text.");
            }
            sql.append(cast(dialect.quote(column.name()), column.type(), landed.type(), dialect));
            sql.append(" AS ").append(dialect.quote(landed.name())).append(", ");
        }
        sql.append(positions ? POSITION + " + 1" : "row_number() OVER ()")
                .append(" AS _row FROM ")
                .append(relation);
        sql.append(positions ? ", file_row_number=true)" : ")");
        warnings.addAll(names.warnings());
        return new Staged(
                "parquet",
                names.columns(),
                Statement.of(sql.toString()),
                count(relation + ")", engine),
                Optional.empty(),
                0,
                0,
                warnings);
    }

    private static String cast(String column, String from, ColumnType to, Dialect dialect) {
        boolean nested = from.endsWith("]") || from.startsWith("STRUCT") || from.startsWith("MAP");
        if (nested && to == Scalar.STRING) {
            return "CAST(to_json(" + column + ") AS " + dialect.typeName(to) + ")";
        }
        return "CAST(" + column + " AS " + dialect.typeName(to) + ")";
    }

    private static List<EngineColumn> describe(Path file, String relation, Engine engine) {
        try {
            return engine.describe(Statement.of("SELECT * FROM " + relation));
        } catch (TarnException e) {
            throw ConnectorErrors.brokenParquet(file, e);
        }
    }

    private static long count(String relation, Engine engine) {
        return engine.number(Statement.of("SELECT count(*) FROM " + relation));
    }

    /** The engine takes some characters of a name for a pattern: such a file gets another name. */
    private static Path named(Path file, Path scratch) {
        boolean pattern = file.toString().chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
        if (!pattern) {
            return file;
        }
        try {
            return Files.createSymbolicLink(scratch.resolve("rows.parquet"), file);
        } catch (IOException e) {
            throw DiskFault.writing(scratch, e);
        }
    }
}
