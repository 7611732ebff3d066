package io.tarn.unify.match;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The blocks in which the records of a table lie, by some keys. Immutable; safe for several threads. */
public final class RecordBlocks {
    private final RecordTable table;
    private final AtomTable atoms;
    private final List<Key> keys;

    /** @param atoms of those records that take part in matching */
    RecordBlocks(RecordTable table, AtomTable atoms, List<Key> keys) {
        this.table = table;
        this.atoms = atoms;
        this.keys = List.copyOf(keys);
    }

    static RecordBlocks of(RecordTable table, List<Key> keys) {
        return new RecordBlocks(table, AtomTable.of(table, atoms(keys)), keys);
    }

    /** The parts that some keys look at. */
    static Set<Atom> atoms(List<Key> keys) {
        Set<Atom> used = new TreeSet<>();
        keys.forEach(key -> used.addAll(key.atoms()));
        return used;
    }

    /** The names of the keys, by their places. */
    public List<String> keys() {
        return keys.stream().map(Key::name).toList();
    }

    /** How many records there are. */
    public int size() {
        return atoms.records();
    }

    /** A hash of what a record says of whom it is; 0 where nothing is to be made of that others say the same. */
    public long personHash(int record) {
        return table.personHash(record);
    }

    /** A hash of all that a record says; 0 where it says nothing. */
    public long valueHash(int record) {
        return table.valueHash(record);
    }

    /**
     * The blocks of a record, none where it follows others that say the same: the place of the key in the upper half, the hash in the lower. A block in which it lies
     * twice, by two of its words, comes twice.
     */
    public long[] of(int record) {
        return of(atoms, keys, record);
    }

    static long[] of(AtomTable atoms, List<Key> keys, int record) {
        int count = 0;
        for (Key key : keys) {
            count += key.entryCount(atoms, record);
        }
        long[] blocks = new long[count];
        int next = 0;
        for (int place = 0; place < keys.size(); place++) {
            int from = next;
            next = keys.get(place).entries(atoms, record, blocks, next);
            for (int i = from; i < next; i++) {
                blocks[i] = block(place, Key.block(blocks[i]));
            }
        }
        return blocks;
    }

    /** A block of a key, as {@link #of} gives it. */
    static long block(int place, int hash) {
        return (long) place << 32 | Integer.toUnsignedLong(hash);
    }
}
