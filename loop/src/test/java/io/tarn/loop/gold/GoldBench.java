package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.SurvivorshipRules;
import io.tarn.model.policy.TraitDeclaration;
import io.tarn.model.policy.TraitType;
import io.tarn.unify.identity.EvidenceSource.Evidence;
import io.tarn.unify.identity.IdentifierLimits;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Times the gold stage over generated records: arguments are the number of records and of persons to draw from. */
final class GoldBench {
    private static final List<TraitDeclaration> TRAITS = List.of(
            new TraitDeclaration("score", TraitType.LONG, SemanticTag.COUNT),
            new TraitDeclaration("tier", TraitType.STRING, SemanticTag.CATEGORY),
            new TraitDeclaration("opt_in", TraitType.BOOLEAN, SemanticTag.CONSENT));

    private GoldBench() {}

    public static void main(String[] args) throws Exception {
        long records = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
        long persons = args.length > 1 ? Long.parseLong(args[1]) : records * 8 / 5;
        Path home = Files.createTempDirectory("gold-bench");
        try (DeltaLake lake = DeltaLake.open(home, DeltaLakeConfig.defaults().withThreads(2))) {
            for (int run = 1; run <= 2; run++) {
                long[] times = {0, 0, 0, 0};
                String[] name = {""};
                var columns = GoldStage.prepare(lake, TRAITS);
                try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                    GeneratedRecords.generate(session, records, persons);
                    times[0] = times[2] = System.nanoTime();
                    times[1] = times[3] = cpu();
                    GoldStage stage = new GoldStage(SurvivorshipRules.defaults(), IdentifierLimits.defaults(), step -> {
                        print(name[0], times[0], times[1]);
                        name[0] = step;
                        times[0] = System.nanoTime();
                        times[1] = cpu();
                    });
                    GoldBuilt built = stage.build(
                            session,
                            new GoldInput(
                                    "run-" + run,
                                    Instant.ofEpochSecond(1_800_000_000L + run),
                                    columns,
                                    pattern -> List.of(
                                            new Evidence("name", "exact", 7.5), new Evidence("email", "exact", 9)),
                                    "m1"));
                    print(name[0], times[0], times[1]);
                    print("TOTAL run " + run, times[2], times[3]);
                    System.out.println(built);
                    session.forEach(
                            Statement.of("SELECT tag, memory_usage_bytes // 1000000 FROM duckdb_memory()"
                                    + " WHERE memory_usage_bytes > 1000000"),
                            row -> {
                                System.out.println(row.text(0) + " " + row.number(1) + " MB");
                                return row;
                            });
                }
            }
            lake.tables()
                    .forEach(table ->
                            System.out.println(table.name() + " rows " + table.rows() + " bytes " + table.bytes()));
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void print(String name, long wallStart, long cpuStart) {
        System.out.printf(
                "%-24s wall %.2f s, cpu %.2f s%n",
                name, (System.nanoTime() - wallStart) / 1e9, (cpu() - cpuStart) / 1e9);
    }
}
