package io.tarn.lake.delta;

import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.testing.LakeSqlContract;
import java.nio.file.Path;

class DeltaSessionTest extends LakeSqlContract {
    @Override
    protected LakeSession session(Path home) {
        return DeltaLake.open(home, DeltaLakeConfig.defaults()).open(new ReadPoint.Latest());
    }
}
