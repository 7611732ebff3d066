package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.ScalarFunction.IntToLongFunction;
import io.tarn.unify.match.RecordBlocks;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of records as functions of SQL, so that the engine asks for them while it writes and nobody holds all of
 * them. Closing lets go of the records; the functions are then not to be called.
 */
final class BlockFunctions implements AutoCloseable {
    private static final String COUNT = "tarn_block_count";
    private static final String BLOCK = "tarn_block";

    private final AtomicReference<@Nullable RecordBlocks> blocks;

    /** The engine asks for the blocks of a record one after the other. */
    private final ThreadLocal<Last> last = ThreadLocal.withInitial(Last::new);

    private BlockFunctions(RecordBlocks blocks) {
        this.blocks = new AtomicReference<>(blocks);
    }

    /** Makes the functions of a session, once in its life. */
    static BlockFunctions register(LakeSession session, RecordBlocks blocks) {
        BlockFunctions functions = new BlockFunctions(blocks);
        session.register(new IntToLongFunction(COUNT, 1, arguments -> functions.of(arguments[0]).length));
        session.register(new IntToLongFunction(BLOCK, 2, arguments -> functions.of(arguments[0])[arguments[1]]));
        return functions;
    }

    /** SQL of the list of the blocks of a record. */
    String blocks(String number) {
        return "list_transform(range(" + COUNT + "(" + number + ")), lambda place: " + BLOCK + "(" + number
                + ", CAST(place AS INTEGER)))";
    }

    private long[] of(int record) {
        Last here = last.get();
        if (here.record != record) {
            RecordBlocks known = blocks.get();
            if (known == null) {
                throw new IllegalStateException("The blocks of the records were given back.");
            }
            here.blocks = known.of(record);
            here.record = record;
        }
        return here.blocks;
    }

    @Override
    public void close() {
        blocks.set(null);
    }

    private static final class Last {
        private int record = -1;
        private long[] blocks = {};
    }
}
