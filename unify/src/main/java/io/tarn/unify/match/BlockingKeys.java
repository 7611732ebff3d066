package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchModel;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The blocks in which one record lies, by the keys that a model names: the very blocks that it lies in among the records
 * of a table. Immutable; safe for several threads.
 */
public final class BlockingKeys {
    private final Preparer preparer;
    private final List<Key> keys;
    private final Set<Atom> atoms = new TreeSet<>();

    public BlockingKeys(MatchModel model) {
        this.preparer = new Preparer(model);
        this.keys = model.blocking().stream().map(Key::named).toList();
        keys.forEach(key -> atoms.addAll(key.atoms()));
    }

    /** What a record must say something of for a key to find it. */
    public static Set<ComparisonKind> needs(String key) {
        Set<ComparisonKind> kinds = EnumSet.noneOf(ComparisonKind.class);
        Key.named(key).atoms().forEach(atom -> kinds.add(atom.kind));
        return kinds;
    }

    /** The blocks of a record, ascending and distinct: the place of the key in the upper half, the hash in the lower. */
    public long[] blocks(RecordValues record) {
        AtomTable one = AtomTable.ofOne(preparer.prepare(record), atoms);
        int most = 0;
        for (Key key : keys) {
            most += key.entryCount(one, 0);
        }
        long[] blocks = new long[most];
        int count = 0;
        for (int place = 0; place < keys.size(); place++) {
            int next = keys.get(place).entries(one, 0, blocks, count);
            for (int i = count; i < next; i++) {
                blocks[i] = (long) place << 32 | Integer.toUnsignedLong(Key.block(blocks[i]));
            }
            count = next;
        }
        return Arrays.stream(blocks, 0, count).sorted().distinct().toArray();
    }
}
