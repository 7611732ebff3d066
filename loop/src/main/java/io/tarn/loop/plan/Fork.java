package io.tarn.loop.plan;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.Contracts;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.SilverTables;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Two forks of a lake in a scratch folder: one to make a run on, and one that stays as the newest complete run left it.
 */
public final class Fork implements AutoCloseable {
    static final String PROFILES = "before_profiles";
    static final String LINKS = "before_links";
    static final String CUSTOMERS = "before_customers";

    private static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(5);
    private static final List<TableContract> COMPARED = List.of(
            IdentityTables.PROFILES,
            IdentityTables.LINKS,
            IdentityTables.IDENTIFIERS,
            IdentityTables.HISTORY,
            IdentityTables.REDIRECTS,
            IdentityTables.MODELS,
            SilverTables.RECORDS);

    private final Path scratch;
    private final Lake before;
    private final Lake after;

    private Fork(Path scratch, Lake before, Lake after) {
        this.scratch = scratch;
        this.before = before;
        this.after = after;
    }

    /** Forks a lake that no run is writing; waits a little for one that does. */
    public static Fork of(Lake lake, Path scratch) {
        try (Lake.Lock held = lake.lock(Runs.LOCK, "tarn plan", LOCK_WAIT_MAX)) {
            Lake before = lake.fork(scratch.resolve("before"));
            new Runs(before).abandonIncomplete(Contracts.OWNED_BY_RUNS);
            COMPARED.forEach(before::create);
            return new Fork(scratch, before, lake.fork(scratch.resolve("after")));
        }
    }

    /** The lake to make a run on. */
    public Lake after() {
        return after;
    }

    /** The lake as the newest complete run left it. */
    public Lake before() {
        return before;
    }

    /** A home for what a run on {@link #after} leaves on its way. */
    public Path folder() {
        return scratch.resolve("after");
    }

    LakeSession openBefore() {
        return before.open(new ReadPoint.Latest());
    }

    /** The tables after the run, with some of those before it as views. */
    LakeSession openAfter() {
        LakeSession session = after.open(new ReadPoint.Latest());
        session.attach(PROFILES, path(IdentityTables.PROFILES.name()));
        session.attach(LINKS, path(IdentityTables.LINKS.name()));
        if (hasCustomers()) {
            session.attach(CUSTOMERS, path(GoldTables.CUSTOMERS.name()));
        }
        return session;
    }

    /** Whether a run has made the customer table already. */
    boolean hasCustomers() {
        return before.find(GoldTables.CUSTOMERS.name()).isPresent();
    }

    private Path path(TableName table) {
        return scratch.resolve("before").resolve("lake").resolve(table.schema()).resolve(table.name());
    }

    @Override
    public void close() {
        before.close();
        after.close();
    }
}
