package io.tarn.lake.delta;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.TableState;
import io.tarn.lake.TableVersion;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A lake on local disk: Delta tables through Delta Kernel, SQL through DuckDB. */
public final class DeltaLake implements Lake {
    private final DeltaTables tables;
    private final Schemas schemas;
    private final Maintenance maintenance;

    private DeltaLake(DeltaTables tables) {
        this.tables = tables;
        this.schemas = new Schemas(tables);
        this.maintenance = new Maintenance(tables);
    }

    /** Opens the lake of a home; the home is made when it is not there. Nothing is read before it is asked for. */
    public static DeltaLake open(Path home, DeltaLakeConfig config) {
        try {
            Files.createDirectories(home);
            return new DeltaLake(new DeltaTables(home.toRealPath(), config));
        } catch (IOException e) {
            throw DeltaErrors.storage("opening the lake", home, e);
        }
    }

    @Override
    public List<TableState> tables() {
        return tables.names().stream()
                .map(name -> tables.latest(name).state(name))
                .toList();
    }

    @Override
    public Optional<TableState> find(TableName table) {
        return tables.exists(table) ? Optional.of(tables.latest(table).state(table)) : Optional.empty();
    }

    @Override
    public TableState create(TableContract contract) {
        return schemas.create(contract).state(contract.name());
    }

    @Override
    public TableState evolve(TableName table, List<Column> columns) {
        return schemas.evolve(table, columns).state(table);
    }

    @Override
    public LakeSession open(ReadPoint point) {
        Map<TableName, Long> versions = versions(point);
        DuckDbEngine engine = DuckDbEngine.open(tables.config(), tables.workDirectory("engine"));
        TableScan scan = new TableScan(engine, tables.log());
        SessionViews views = new SessionViews(engine, tables, scan, versions, !(point instanceof ReadPoint.AsOf));
        return new DeltaSession(engine, tables, views, new TableWrites(tables, engine));
    }

    private Map<TableName, Long> versions(ReadPoint point) {
        Map<TableName, Long> versions = new HashMap<>();
        for (TableName name : tables.names()) {
            version(name, point).ifPresent(version -> versions.put(name, version));
        }
        return versions;
    }

    private OptionalLong version(TableName name, ReadPoint point) {
        return switch (point) {
            case ReadPoint.Latest latest -> tables.latestVersion(tables.path(name));
            case ReadPoint.Pinned pinned -> {
                Long version = pinned.versions().get(name);
                yield version == null ? tables.latestVersion(tables.path(name)) : OptionalLong.of(version);
            }
            case ReadPoint.AsOf asOf -> {
                CommitLog log = tables.commits(name);
                OptionalLong version = log.versionAt(asOf.instant());
                if (version.isEmpty() && log.isCut()) {
                    throw DeltaErrors.before(name, asOf.instant(), log.begin());
                }
                yield version;
            }
        };
    }

    @Override
    public List<TableVersion> history(TableName table) {
        if (!tables.exists(table)) {
            throw DeltaErrors.unknownTable(table);
        }
        return tables.commits(table).history();
    }

    @Override
    public long restore(TableName table, long version) {
        return maintenance.restore(table, version);
    }

    @Override
    public long compact(TableName table) {
        return maintenance.compact(table);
    }

    @Override
    public long vacuum(TableName table, Duration age) {
        tables.clearAbandonedWork();
        return maintenance.vacuum(table, age);
    }

    @Override
    public void checkpoint(TableName table) {
        maintenance.checkpoint(table);
    }

    @Override
    public Lake fork(Path home) {
        LakeFork.of(tables, home.resolve("lake"));
        return open(home, tables.config());
    }

    @Override
    public Lock lock(String name, String purpose, Duration wait) {
        return tables.locks().acquire(name, purpose, wait);
    }

    @Override
    public void close() {}
}
