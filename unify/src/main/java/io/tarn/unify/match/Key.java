package io.tarn.unify.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A blocking key: one part of a record, or two of them together; the same part twice asks for two different values.
 *
 * @param second equal to the first for a key of one part only when {@code single}
 */
record Key(Atom first, Atom second, boolean single) {
    static Key of(Atom atom) {
        return new Key(atom, atom, true);
    }

    static Key of(Atom first, Atom second) {
        return new Key(first, second, false);
    }

    /** The key of a name, as {@link #name} gives it. */
    static Key named(String name) {
        String[] parts = name.toUpperCase(Locale.ROOT).split(" \\+ ", -1);
        return parts.length == 1 ? of(Atom.valueOf(parts[0])) : of(Atom.valueOf(parts[0]), Atom.valueOf(parts[1]));
    }

    String name() {
        return single ? first.name().toLowerCase(Locale.ROOT) : (first + " + " + second).toLowerCase(Locale.ROOT);
    }

    List<Atom> atoms() {
        return single || first == second ? List.of(first) : List.of(first, second);
    }

    /** Every key worth trying: each part, and each two parts that do not say the same thing. */
    static List<Key> all(AtomTable atoms) {
        List<Key> keys = new ArrayList<>();
        List<Atom> there = atoms.parts();
        for (Atom atom : there) {
            keys.add(of(atom));
        }
        for (int i = 0; i < there.size(); i++) {
            Atom first = there.get(i);
            if (first == Atom.NAME_WORD || first == Atom.NAME_SOUND) {
                keys.add(of(first, first));
            }
            for (int j = i + 1; j < there.size(); j++) {
                Atom second = there.get(j);
                boolean apart = first.group != second.group
                        || (first.group == Atom.Group.ADDRESS
                                && !(first == Atom.POSTCODE && second == Atom.POSTCODE_DISTRICT));
                if (apart && first.group != Atom.Group.IDENTIFIER) {
                    keys.add(of(first, second));
                }
            }
        }
        return keys;
    }

    /** Adds the entries of a record, each (hash, record) in one number, and answers with how many there are by then. */
    int entries(AtomTable atoms, int record, long[] into, int count) {
        int next = count;
        for (int i = atoms.start(first, record); i < atoms.end(first, record); i++) {
            int left = atoms.hash(i);
            if (single) {
                into[next++] = entry(Hash.fold(Hash.mix(left)), record);
                continue;
            }
            int from = first == second ? i + 1 : atoms.start(second, record);
            for (int j = from; j < atoms.end(second, record); j++) {
                into[next++] = entry(combined(left, atoms.hash(j)), record);
            }
        }
        return next;
    }

    /** How many entries a record has. */
    int entryCount(AtomTable atoms, int record) {
        int left = atoms.end(first, record) - atoms.start(first, record);
        if (single) {
            return left;
        }
        return first == second
                ? left * (left - 1) / 2
                : left * (atoms.end(second, record) - atoms.start(second, record));
    }

    /** The block of an entry. */
    static int block(long entry) {
        return (int) (entry >> 32);
    }

    private static long entry(int hash, int record) {
        return ((long) hash << 32) | record;
    }

    private static int combined(int left, int right) {
        return Hash.fold(Hash.pair(left, right));
    }

    /** The first block hash that two records share and that is not dropped, as a long; {@link #NO_BLOCK} when none. */
    long sharedBlock(AtomTable atoms, int left, int right, DroppedBlocks dropped) {
        return sharedBlock(atoms, left, right, dropped, NO_BLOCK);
    }

    /** @param kept a block that is known not to be dropped */
    long sharedBlock(AtomTable atoms, int left, int right, DroppedBlocks dropped, long kept) {
        for (int i = atoms.start(first, left); i < atoms.end(first, left); i++) {
            int hash = atoms.hash(i);
            if (!has(atoms, first, right, hash)) {
                continue;
            }
            if (single) {
                int block = Hash.fold(Hash.mix(hash));
                if (block == kept || !dropped.contains(block)) {
                    return block;
                }
                continue;
            }
            int from = first == second ? i + 1 : atoms.start(second, left);
            for (int j = from; j < atoms.end(second, left); j++) {
                int other = atoms.hash(j);
                if (has(atoms, second, right, other)) {
                    int block = combined(hash, other);
                    if (block == kept || !dropped.contains(block)) {
                        return block;
                    }
                }
            }
        }
        return NO_BLOCK;
    }

    static final long NO_BLOCK = Long.MIN_VALUE;

    private static boolean has(AtomTable atoms, Atom atom, int record, int hash) {
        int end = atoms.end(atom, record);
        for (int i = atoms.start(atom, record); i < end; i++) {
            if (atoms.hash(i) == hash) {
                return true;
            }
        }
        return false;
    }
}
