package io.tarn.lake;

import io.tarn.lake.table.Column;
import io.tarn.lake.table.TableName;
import java.util.List;

/** A table as it stands at one version. */
public record TableState(TableName name, long version, List<Column> columns, long files, long rows, long bytes) {
    public TableState {
        columns = List.copyOf(columns);
    }
}
