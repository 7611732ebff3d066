package io.tarn.lake.delta;

import io.tarn.lake.Lake;
import io.tarn.testing.LakeContract;
import java.nio.file.Path;

class DeltaLakeTest extends LakeContract {
    @Override
    protected Lake open(Path home) {
        return DeltaLake.open(home, DeltaLakeConfig.defaults());
    }
}
