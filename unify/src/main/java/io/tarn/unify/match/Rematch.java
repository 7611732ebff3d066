package io.tarn.unify.match;

import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.IdentityRules;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Matches the records of a table by the model of an earlier run: by its quarantine, keys, weights and thresholds. What
 * it says of a pair is what the earlier run would have said, to the same bits.
 *
 * <p>Confined to one thread, which it leaves free to use others.
 */
public final class Rematch {
    private final MatchModel model;
    private final IdentityRules rules;
    private final RecordTable table;

    private Rematch(MatchModel model, IdentityRules rules, RecordTable table) {
        this.model = model;
        this.rules = rules;
        this.table = table;
    }

    public static Rematch of(RecordTable records, MatchModel model, IdentityRules rules) {
        return new Rematch(model, rules, Quarantine.apply(records, model.quarantined()));
    }

    /** The records as they are compared: without quarantined values. */
    public RecordTable table() {
        return table;
    }

    /** Scores the pairs that blocking finds and that something reaches; the reach may grow by that. */
    public Linked score(Reach reach) {
        List<Key> keys = keys();
        Set<Atom> used = new TreeSet<>();
        keys.forEach(key -> used.addAll(key.atoms()));
        AtomTable atoms = AtomTable.of(table, used);
        AtomTable before = AtomTable.of(Quarantine.apply(reach.before(), model.quarantined()), used);
        Matcher.Trained trained = Matcher.Trained.kept(model, table.size());
        Linked linked;
        do {
            Candidates candidates = new Candidates(atoms, keys, rules.blockRecordsMax(), reach, before);
            linked = new Linking(table, rules, candidates, trained).run();
        } while (reach.hasGrown());
        return linked;
    }

    /** Those of the model, and those that rules need by now, such as for a value that no record had then. */
    private List<Key> keys() {
        List<Key> kept = model.blocking().stream().map(Key::named).toList();
        return RuleKeys.completed(kept, rules.rules(), table, rules.blockRecordsMax());
    }

    /** Scores pairs that are known: the one at each place of two arrays, in any order. */
    public Links score(int[] left, int[] right) {
        return Linking.known(table, rules, model, left, right);
    }
}
