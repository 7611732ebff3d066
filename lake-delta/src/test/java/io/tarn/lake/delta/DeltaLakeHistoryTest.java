package io.tarn.lake.delta;

import io.tarn.lake.Lake;
import io.tarn.testing.LakeHistoryContract;
import java.nio.file.Path;

class DeltaLakeHistoryTest extends LakeHistoryContract {
    @Override
    protected Lake open(Path home) {
        return DeltaLake.open(home.resolve("a home, größer"), DeltaLakeConfig.defaults());
    }
}
