package io.tarn.unify.match;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A rough but quick answer to which parts two records share: for each record and part a few bits of its hashes, all of
 * a record side by side. What it denies is so; what it affirms has to be looked at. Immutable; safe for several threads.
 */
@SuppressWarnings("EnumOrdinal") // bits by ordinal: every pair is asked
final class SharedParts {
    private final List<Atom> parts;
    private final int[] bits;

    SharedParts(AtomTable atoms, List<Key> keys) {
        List<Atom> used = new ArrayList<>();
        keys.forEach(
                key -> key.atoms().stream().filter(atom -> !used.contains(atom)).forEach(used::add));
        parts = List.copyOf(used);
        bits = new int[Math.multiplyExact(atoms.records(), parts.size())];
        IntStream.range(0, atoms.records()).parallel().forEach(record -> {
            for (int part = 0; part < parts.size(); part++) {
                Atom atom = parts.get(part);
                int found = 0;
                for (int i = atoms.start(atom, record); i < atoms.end(atom, record); i++) {
                    found |= 1 << Hash.fold(Hash.mix(atoms.hash(i)));
                }
                bits[record * parts.size() + part] = found;
            }
        });
    }

    /** The parts that two records must share to share a block of a key, as bits. */
    int needed(Key key) {
        int needed = 0;
        for (Atom atom : key.atoms()) {
            needed |= 1 << parts.indexOf(atom);
        }
        return needed;
    }

    /** The parts that two records may share, as bits. */
    int shared(int left, int right) {
        int shared = 0;
        int leftStart = left * parts.size();
        int rightStart = right * parts.size();
        for (int part = 0; part < parts.size(); part++) {
            if ((bits[leftStart + part] & bits[rightStart + part]) != 0) {
                shared |= 1 << part;
            }
        }
        return shared;
    }
}
