package io.tarn.lake.delta;

import static io.tarn.testing.TestingTables.PETS;
import static io.tarn.testing.TestingTables.PETS_NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.StagedRows;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk is told as one, wherever it is met, loses nothing, and is over once there is space. */
final class FullLakeTest {
    /** Needs the right to mount a small disk; where that is missing, nothing is shown. */
    @Test
    void goesOnWhenThereIsSpaceAgain(@TempDir Path disk) throws IOException, InterruptedException {
        String mount = "mount -t tmpfs -o size=12m tarn " + disk;
        assumeTrue(run(mount) == 0);

        assertThat(run(mount + " && exec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -Xmx256m --enable-native-access=ALL-UNNAMED -cp '"
                        + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")) + "' '"
                        + Filler.class.getName() + "' " + disk))
                .isZero();
    }

    private static int run(String command) throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-m", "sh", "-c", command)
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException _) {
            return -1;
        }
    }

    /** Fills a disk again and again, to the last byte or nearly so; ends well only when all promises were kept. */
    static final class Filler {
        private static final int ROUNDS = 8;
        private static final int ROWS = 40;
        private static final int NOISE_MAX = 20_000;
        private static final DeltaLakeConfig CONFIG =
                DeltaLakeConfig.defaults().withThreads(1).withCheckpointInterval(3);

        private final Random chance;
        private final int noiseMax;
        private long written;

        private Filler(int round) {
            this.chance = new Random(round);
            this.noiseMax = 1 + NOISE_MAX / (1 + round);
        }

        static void main(String[] arguments) throws IOException {
            Path disk = Path.of(arguments[0]);
            for (int round = 0; round < ROUNDS; round++) {
                Path home = disk.resolve("home");
                new Filler(round).fill(home, disk.resolve("ballast"));
                DeltaTables.deleteTree(home);
            }
        }

        private void fill(Path home, Path ballast) throws IOException {
            Files.write(ballast, new byte[8 << 20]);
            try (Lake lake = DeltaLake.open(home, CONFIG)) {
                lake.create(PETS);
                appendUntilFull(lake);
                Files.delete(ballast);
                require(count(lake), written);
                append(lake);
                require(count(lake), written);
            }
            try (Lake lake = DeltaLake.open(home, CONFIG)) {
                lake.compact(PETS_NAME);
                require(count(lake), written);
            }
        }

        private void appendUntilFull(Lake lake) {
            while (true) {
                try {
                    append(lake);
                } catch (TarnException e) {
                    if (e.code() != ErrorCode.STORAGE_FULL) {
                        throw e;
                    }
                    return;
                }
            }
        }

        private void append(Lake lake) {
            boolean isStaged = chance.nextBoolean();
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                if (isStaged) {
                    try (StagedRows rows = session.stage(PETS_NAME, PETS.columns())) {
                        for (int row = 0; row < ROWS; row++) {
                            rows.row((long) row, noise(), "Ann");
                        }
                        rows.append();
                    }
                } else {
                    session.append(
                            PETS_NAME,
                            Statement.of(
                                    "SELECT i AS id, ? || i AS kind, 'Ann' AS owner FROM range(" + ROWS + ") r(i)",
                                    noise()),
                            Optional.empty());
                }
            }
            written += ROWS;
        }

        private String noise() {
            byte[] bytes = new byte[chance.nextInt(noiseMax)];
            chance.nextBytes(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        }

        private static long count(Lake lake) {
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                return session.query(Statement.of("SELECT count(*) FROM " + PETS_NAME), row -> row.number(0))
                        .getFirst();
            }
        }

        private static void require(Object found, Object expected) {
            if (!found.equals(expected)) {
                throw new IllegalStateException("found " + found + " instead of " + expected);
            }
        }
    }
}
