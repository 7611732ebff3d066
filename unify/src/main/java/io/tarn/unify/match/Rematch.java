package io.tarn.unify.match;

import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.IdentityRules;
import java.util.List;
import java.util.Optional;

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
    private final Alike alike;

    private Rematch(MatchModel model, IdentityRules rules, RecordTable table) {
        this.model = model;
        this.rules = rules;
        this.table = table;
        this.alike = Alike.of(table, rules.blockRecordsMax());
    }

    public static Rematch of(RecordTable records, MatchModel model, IdentityRules rules) {
        return new Rematch(model, rules, Quarantine.apply(records, model.quarantined()));
    }

    /** The records as they are compared: without quarantined values. */
    public RecordTable table() {
        return table;
    }

    /** Who of the records follows others that say the same. */
    public Alike alike() {
        return alike;
    }

    /** Finds pairs by the keys of the model, and those that rules need by now, such as for a value that no record had. */
    public Matcher.Blocking block() {
        List<Key> kept = model.blocking().stream().map(Key::named).toList();
        RecordTable partaking = alike.partaking(table);
        return block(
                partaking,
                RuleKeys.completed(kept, rules.rules(), partaking, rules.blockRecordsMax()),
                Optional.empty());
    }

    /** Finds the pairs of some records. */
    public Matcher.Blocking block(Reach reach) {
        return block(alike.partaking(table), reach.keys(), Optional.of(reach));
    }

    private Matcher.Blocking block(RecordTable partaking, List<Key> keys, Optional<Reach> reach) {
        AtomTable atoms = AtomTable.of(partaking, RecordBlocks.atoms(keys));
        return new Matcher.Blocking(table, new Candidates(atoms, keys, rules.blockRecordsMax(), reach));
    }

    /** Scores every pair that blocking finds. */
    public Linked score(Matcher.Blocking blocking) {
        long all = blocking.candidates.reach().map(Reach::all).orElse((long) table.size());
        return new Linking(
                        new Linking.Compared(table, alike, blocking.candidates),
                        rules,
                        Matcher.Trained.kept(model, all))
                .run();
    }

    /**
     * The blocks of the records by some keys, as if all of them took part in matching; empty where the pairs of a rule need another key, such as for a value that
     * no record had when these were chosen.
     */
    public Optional<RecordBlocks> blocks(List<String> keys) {
        List<Key> named = keys.stream().map(Key::named).toList();
        return RuleKeys.isCovered(named, rules.rules(), table)
                ? Optional.of(RecordBlocks.of(table, named))
                : Optional.empty();
    }

    /** Scores pairs that are known: the one at each place of two arrays, in any order. */
    public Links score(int[] left, int[] right) {
        return Linking.known(table, rules, model, left, right);
    }
}
