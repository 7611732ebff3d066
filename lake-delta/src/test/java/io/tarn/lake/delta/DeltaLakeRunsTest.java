package io.tarn.lake.delta;

import io.tarn.lake.Lake;
import io.tarn.testing.RunsContract;
import java.nio.file.Path;

class DeltaLakeRunsTest extends RunsContract {
    @Override
    protected Lake open(Path home) {
        return DeltaLake.open(home, DeltaLakeConfig.defaults());
    }
}
