package io.tarn.lake.view;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A view over the lake's tables, defined once and said in the words of each engine.
 *
 * @param word by which people ask for its definition
 * @param meaning what its rows are
 * @param over the tables that it looks at
 */
public record LakeView(TableName name, String word, String meaning, List<TableContract> over, Definition definition) {
    public LakeView {
        over = List.copyOf(over);
    }

    /** Makes the query behind a view. */
    @FunctionalInterface
    public interface Definition {
        String query(Dialect dialect, Function<TableContract, Optional<String>> called);
    }

    /**
     * The query behind it.
     *
     * @param called what an engine is to call a table; empty for one that is not there, of which no row is seen
     */
    public String query(Dialect dialect, Function<TableContract, Optional<String>> called) {
        return definition.query(dialect, called);
    }
}
