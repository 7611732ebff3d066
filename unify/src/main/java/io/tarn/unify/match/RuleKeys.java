package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.policy.MatchRule;
import io.tarn.model.policy.MatchRule.Agreement;
import io.tarn.model.policy.MatchRule.Condition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The blocking keys that rules need: a rule links only pairs that are compared, so every pair that one holds for must
 * share a block. So must records that share an identifier, of which some may say nothing else.
 *
 * <p>What a rule asks to be equal is a part that its pairs share. Where the keys chosen so far do not find all such
 * pairs, the rule brings a key of its own: one of those parts, or two of them, whichever loses fewest records to the
 * fan-out limit and then costs fewest pairs. A rule that asks for nothing equal by which a record can be found, such as
 * two names that are alike, brings none: it is asked about the pairs that other keys find.
 */
final class RuleKeys {
    /** What joins records by itself where nothing tells otherwise, if they meet. */
    private static final List<MatchRule> ALONE = LoneIdentifiers.ofPersons().stream()
            .sorted()
            .map(kind -> new MatchRule("alone", List.of(new Condition(kind, Agreement.EQUAL))))
            .toList();

    private static final Comparator<Key> FEWEST_PARTS_FIRST =
            Comparator.comparingInt(key -> key.atoms().size());

    private static final Comparator<Cost> CHEAPEST =
            Comparator.comparingLong(Cost::lost).thenComparingLong(Cost::pairs);

    private final RecordTable table;
    private final int blockMax;
    private final List<Key> keys;

    private RuleKeys(RecordTable table, int blockMax, List<Key> chosen) {
        this.table = table;
        this.blockMax = blockMax;
        this.keys = new ArrayList<>(chosen);
    }

    /** The keys chosen, and after them those that the rules and identifiers alone still need. */
    static List<Key> completed(List<Key> chosen, List<MatchRule> rules, RecordTable table, int blockMax) {
        RuleKeys completed = new RuleKeys(table, blockMax, chosen);
        all(rules)
                .map(rule -> parts(rule, table))
                .filter(parts -> !parts.isEmpty())
                .sorted(Comparator.comparingInt(Set::size))
                .forEach(completed::cover);
        return List.copyOf(completed.keys);
    }

    /** Whether keys find the pairs of every rule that may hold for a record of the table, and those that share an identifier. */
    static boolean isCovered(List<Key> keys, List<MatchRule> rules, RecordTable table) {
        return all(rules).map(rule -> parts(rule, table)).allMatch(parts -> isCovered(keys, parts));
    }

    private static Stream<MatchRule> all(List<MatchRule> rules) {
        return Stream.concat(rules.stream(), ALONE.stream());
    }

    private static boolean isCovered(List<Key> keys, Set<Atom> parts) {
        List<Key> candidates = candidates(List.copyOf(parts));
        return candidates.size() > 1
                ? keys.stream().anyMatch(key -> parts.containsAll(key.atoms()))
                : keys.containsAll(candidates);
    }

    /** The parts that two records share whenever a rule holds for them; none where a record has none of them. */
    private static Set<Atom> parts(MatchRule rule, RecordTable table) {
        Set<Atom> parts = EnumSet.noneOf(Atom.class);
        for (Condition condition : rule.all()) {
            if (condition.atLeast() != Agreement.UNKNOWN
                    && table.column(condition.comparison()).isEmpty()) {
                return Set.of();
            }
            if (condition.atLeast() == Agreement.EQUAL) {
                shared(condition.comparison()).ifPresent(parts::add);
            }
        }
        return parts;
    }

    /** The part that two records share whenever they are equal in a comparison. */
    private static Optional<Atom> shared(ComparisonKind kind) {
        return switch (kind) {
            case NAME -> Optional.of(Atom.NAME_WORD);
            case BIRTH_DATE -> Optional.of(Atom.BIRTH_DATE);
            case EMAIL -> Optional.of(Atom.EMAIL);
            case PHONE -> Optional.of(Atom.PHONE);
            case NATIONAL_ID -> Optional.of(Atom.NATIONAL_ID);
            case USER_ID -> Optional.of(Atom.USER_ID);
            case EXTERNAL_ID -> Optional.of(Atom.EXTERNAL_ID);
            case DEVICE_ID -> Optional.of(Atom.DEVICE_ID);
            case STREET -> Optional.of(Atom.STREET);
            case POSTCODE -> Optional.of(Atom.POSTCODE);
            case CITY -> Optional.of(Atom.CITY);
            case BIRTH_PLACE -> Optional.of(Atom.BIRTH_PLACE);
            case OCCUPATION -> Optional.of(Atom.OCCUPATION);
            case ORGANIZATION -> Optional.of(Atom.ORGANIZATION_NAME);
            case URL -> Optional.of(Atom.URL);
            case LOCATION -> Optional.of(Atom.LOCATION_NEAR);
            case MIDDLE_NAME, UNIT, REGION, GENDER, OWN_MATCHER -> Optional.empty();
        };
    }

    private void cover(Set<Atom> parts) {
        List<Key> candidates = candidates(List.copyOf(parts));
        if (candidates.size() > 1) {
            AtomTable atoms = AtomTable.of(table, parts);
            boolean isCovered = keys.stream()
                    .filter(key -> parts.containsAll(key.atoms()))
                    .anyMatch(key -> cost(key, atoms).isComplete());
            candidates = isCovered ? List.of() : List.of(cheapest(candidates, atoms));
        }
        candidates.stream().filter(key -> !keys.contains(key)).forEach(keys::add);
    }

    /** Of those that cost the same the first: the one of fewer parts. */
    private Key cheapest(List<Key> candidates, AtomTable atoms) {
        Key cheapest = candidates.getFirst();
        Cost least = cost(cheapest, atoms);
        for (Key key : candidates.subList(1, candidates.size())) {
            Cost cost = cost(key, atoms);
            if (CHEAPEST.compare(cost, least) < 0) {
                cheapest = key;
                least = cost;
            }
        }
        return cheapest;
    }

    /** Each part and each two of them; two words of a name where nothing else is asked for. */
    private static List<Key> candidates(List<Atom> parts) {
        if (parts.equals(List.of(Atom.NAME_WORD))) {
            return List.of(Key.of(Atom.NAME_WORD, Atom.NAME_WORD));
        }
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            keys.add(Key.of(parts.get(i)));
            for (int j = i + 1; j < parts.size(); j++) {
                keys.add(Key.of(parts.get(i), parts.get(j)));
            }
        }
        keys.sort(FEWEST_PARTS_FIRST);
        return keys;
    }

    /**
     * What a key costs.
     *
     * @param isComplete whether no block is above the limit
     * @param lost the records that only blocks above the limit hold
     * @param pairs the pairs of all other blocks
     */
    private record Cost(boolean isComplete, long lost, long pairs) {}

    private Cost cost(Key key, AtomTable atoms) {
        Entries entries = Entries.of(atoms, key);
        BitSet held = new BitSet(table.size());
        BitSet kept = new BitSet(table.size());
        boolean isComplete = true;
        long pairs = 0;
        for (int start = 0; start < entries.size(); ) {
            int end = entries.blockEnd(start);
            long size = (long) end - start;
            boolean isKept = size <= blockMax;
            for (int i = start; i < end; i++) {
                (isKept ? kept : held).set(entries.record(i));
            }
            isComplete &= isKept;
            pairs += isKept ? size * (size - 1) / 2 : 0;
            start = end;
        }
        held.andNot(kept);
        return new Cost(isComplete, held.cardinality(), pairs);
    }
}
