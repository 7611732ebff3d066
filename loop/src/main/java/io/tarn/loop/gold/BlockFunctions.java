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
    private static final String PERSON_HASH = "tarn_person_hash";

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
        session.register(new IntToLongFunction(
                PERSON_HASH, 1, arguments -> functions.known().personHash(arguments[0])));
        return functions;
    }

    /** SQL of the list of the blocks of a record. */
    String blocks(String number) {
        return "list_transform(range(" + COUNT + "(" + number + ")), lambda place: " + BLOCK + "(" + number
                + ", CAST(place AS INTEGER)))";
    }

    /** SQL of the hash of what a record says of whom it is; null where nothing is to be made of that others say the same. */
    String personHash(String number) {
        return "nullif(" + PERSON_HASH + "(" + number + "), 0)";
    }

    private long[] of(int record) {
        Last here = last.get();
        if (here.record != record) {
            here.blocks = known().of(record);
            here.record = record;
        }
        return here.blocks;
    }

    private RecordBlocks known() {
        RecordBlocks known = blocks.get();
        if (known == null) {
            throw new IllegalStateException("The blocks of the records were given back.");
        }
        return known;
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
