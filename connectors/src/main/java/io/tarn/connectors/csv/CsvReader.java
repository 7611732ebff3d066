package io.tarn.connectors.csv;

import io.tarn.collect.source.LandedNames;
import io.tarn.collect.source.Staged;
import io.tarn.connectors.staging.StagedTable;
import io.tarn.connectors.staging.UnreadableRows;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.table.ColumnType.Scalar;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads delimited text: every column lands as text, every value as it stands. */
public final class CsvReader {
    private final CsvOptions options;

    public CsvReader(CsvOptions options) {
        this.options = options;
    }

    /** How the text is written, by its beginning. */
    public CsvShape sniff(byte[] sample, int end, boolean whole) {
        return new CsvSniffer(sample, end, whole, options).sniff();
    }

    /**
     * Makes the text ready for the engine.
     *
     * @param utf8 the text from its first byte, without a byte order mark
     * @param encoding the encoding that it had
     */
    public Outcome stage(CsvShape shape, InputStream utf8, String encoding, Path scratch, Dialect dialect) {
        LandedNames names = LandedNames.of(shape.names(), Scalar.STRING);
        StagedTable rows = new StagedTable(scratch.resolve("rows.csv"));
        UnreadableRows unreadable = new UnreadableRows(scratch.resolve("unreadable.csv"));
        CsvStager stager = new CsvStager(shape, options.rowBytesMax(), !encoding.equals("UTF-8"), rows, unreadable);
        try (rows;
                unreadable) {
            stager.stage(utf8);
        }
        List<String> warnings = new ArrayList<>(shape.warnings());
        warnings.addAll(names.warnings());
        Staged staged = new Staged(
                "csv, " + encoding + ", " + shape.form().describe() + (shape.header() ? "" : ", no header"),
                names.columns(),
                rows.statement(dialect, "_row", names.columns(), false),
                rows.rows(),
                unreadable.statement(dialect),
                unreadable.count(),
                rows.bytes() + unreadable.bytes(),
                warnings);
        return new Outcome(staged, stager.foreign());
    }

    /**
     * What came of a text.
     *
     * @param foreign some of its rows, if most of those beyond ASCII are not UTF-8: then it has another encoding
     */
    public record Outcome(Staged staged, Optional<byte[]> foreign) {}
}
