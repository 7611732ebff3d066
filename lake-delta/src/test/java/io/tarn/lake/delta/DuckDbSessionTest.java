package io.tarn.lake.delta;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.TableName;
import io.tarn.model.error.TarnException;
import io.tarn.testing.LakeSqlContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuckDbSessionTest extends LakeSqlContract {
    @Override
    protected LakeSession session(Path home) {
        return DuckDbSession.inMemory(DeltaLakeConfig.defaults());
    }

    @Test
    void writesNoTables() {
        try (DuckDbSession session = DuckDbSession.inMemory(DeltaLakeConfig.defaults())) {
            assertThatThrownBy(() -> session.overwrite(TableName.of("gold.customers"), Statement.of("SELECT 1")))
                    .isInstanceOf(TarnException.class)
                    .hasMessage("This session has no lake behind it: it can query and compute, not write tables.");
            assertThatThrownBy(() -> session.stage(TableName.of("gold.customers"), List.of()))
                    .isInstanceOf(TarnException.class)
                    .hasMessage("This session has no lake behind it: it can query and compute, not write tables.");
        }
    }
}
