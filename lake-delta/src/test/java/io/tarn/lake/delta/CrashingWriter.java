package io.tarn.lake.delta;

import static io.tarn.testing.TestingTables.PETS_NAME;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import java.nio.file.Path;
import java.util.Optional;

/** A process of its own that writes batches of rows until it has written so many or is killed. */
final class CrashingWriter {
    static final int ROWS_PER_BATCH = 10;
    /** Every so many batches the table is overwritten with what it holds. */
    private static final int OVERWRITE_EVERY = 3;

    private CrashingWriter() {}

    /** Arguments: home, name of the writer, first batch, number of batches, whether to overwrite now and then. */
    public static void main(String[] arguments) {
        long first = Long.parseLong(arguments[2]);
        long count = Long.parseLong(arguments[3]);
        boolean overwrites = Boolean.parseBoolean(arguments[4]);
        DeltaLakeConfig config = DeltaLakeConfig.defaults().withThreads(1).withCheckpointInterval(5);
        try (Lake lake = DeltaLake.open(Path.of(arguments[0]), config)) {
            for (long batch = first; batch < first + count; batch++) {
                try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                    session.append(
                            PETS_NAME,
                            Statement.of(
                                    "SELECT ?::BIGINT AS id, ? AS kind FROM range(" + ROWS_PER_BATCH + ")",
                                    batch,
                                    arguments[1]),
                            Optional.empty());
                    if (overwrites && batch % OVERWRITE_EVERY == 0) {
                        session.overwrite(PETS_NAME, Statement.of("SELECT * FROM silver.pets"));
                    }
                }
                System.out.println(batch);
            }
        }
    }
}
