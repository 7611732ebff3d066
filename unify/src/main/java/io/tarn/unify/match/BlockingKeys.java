package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchModel;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The blocks in which one record lies, by the keys that a model names: the very blocks that it lies in among the records
 * of a table. Immutable; safe for several threads.
 */
public final class BlockingKeys {
    private final Preparer preparer;
    private final List<Key> keys;
    private final Set<Atom> atoms;

    public BlockingKeys(MatchModel model) {
        this.preparer = new Preparer(model);
        this.keys = model.blocking().stream().map(Key::named).toList();
        this.atoms = RecordBlocks.atoms(keys);
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
        return Arrays.stream(RecordBlocks.of(one, keys, 0)).sorted().distinct().toArray();
    }
}
