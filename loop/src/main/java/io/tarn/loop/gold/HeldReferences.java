package io.tarn.loop.gold;

import io.tarn.collect.normalize.RecordKeySql;
import io.tarn.collect.normalize.SourceRelation;
import io.tarn.collect.tag.KeyReferences;
import io.tarn.collect.tag.KeyReferences.Reference;
import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.SourceDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Columns whose values are keys of another source's persons, as their values tell: most are keys, and where both sources
 * name whom they mean, they often name the same. Numbers that count from one lie among any others that do, so that they
 * need a name that speaks for the source, too, or no other that they could refer to.
 *
 * <p>A column refers to one source at most. A source to which some refer is left out where others hold some of its
 * keys that do not refer to it: they are ids of something else that only look like them, and would be taken for the same.
 */
final class HeldReferences {
    /** At least this share of a column's values are keys; the others may be of persons who are gone. */
    private static final double HELD_MIN = 0.5;

    /** A column that holds more of them by chance than this, and yet not most, numbers something else. */
    private static final double CHANCE_MAX = 0.02;

    /** At least this share name the same person in both sources: things are sent to others, and names change. */
    private static final double AGREEING_MIN = 0.2;

    /** Fewer different values show nothing. */
    private static final long VALUES_MIN = 5;

    /** Keys that fill this share of the numbers between the least and the greatest count from one. */
    private static final double COUNTING_MIN = 0.2;

    /** Who a record means. */
    private static final List<SemanticTag> NAMING =
            List.of(SemanticTag.EMAIL, SemanticTag.PHONE, SemanticTag.FULL_NAME, SemanticTag.LAST_NAME);

    /** What is another's where two records of one value are of two persons. */
    private static final List<SemanticTag> OWN =
            List.of(SemanticTag.EMAIL, SemanticTag.FULL_NAME, SemanticTag.FIRST_NAME);

    /** A value with more different names than this share of its records is no person's; nor is a column of many such. */
    private static final double MIXED_MAX = 0.5;

    private final LakeSession session;
    private final Map<SourceName, SourceRelation> relations;

    private HeldReferences(LakeSession session, Map<SourceName, SourceRelation> relations) {
        this.session = session;
        this.relations = relations;
    }

    /** @param relations where the rows of each source lie */
    static List<Reference> among(
            LakeSession session, List<SourceDefinition> sources, Map<SourceName, SourceRelation> relations) {
        HeldReferences references = new HeldReferences(session, relations);
        List<Held> all =
                KeyReferences.among(sources).stream().map(references::held).toList();
        List<Held> held = all.stream().filter(Held::isHeld).toList();
        Set<Held> best = held.stream()
                .filter(one -> one.isBestOf(
                        held.stream().filter(other -> other.isOfSameColumn(one)).toList()))
                .collect(Collectors.toSet());
        return held.stream()
                .filter(best::contains)
                .filter(one -> all.stream().noneMatch(other -> !best.contains(other) && other.looksLike(one)))
                .map(Held::reference)
                .toList();
    }

    /**
     * What the values tell of a reference.
     *
     * @param values how many different ones there are
     * @param keys how many of them are keys
     * @param named of how many both sources say whom they mean
     * @param alike of how many of these they say the same
     * @param repeated how many of the values several records hold
     * @param mixed how many of these are beside the names of many
     * @param isCounting whether the keys count from somewhere
     */
    private record Held(
            Reference reference,
            long values,
            long keys,
            long named,
            long alike,
            long repeated,
            long mixed,
            boolean isCounting) {
        double share() {
            return values < VALUES_MIN ? 0 : (double) keys / values;
        }

        /** Whether most are keys, and nothing shows that they are of others. */
        boolean isHeld() {
            return share() >= HELD_MIN && (!isNamed() || alike >= AGREEING_MIN * named) && !isOfGroups();
        }

        /** Whether several persons share a value, as those of a household do. */
        private boolean isOfGroups() {
            return repeated >= VALUES_MIN && mixed > MIXED_MAX * repeated;
        }

        private boolean isNamed() {
            return named >= VALUES_MIN;
        }

        /** How much beside the values speaks for it: whom both name, and then what the column is called. */
        private int proof() {
            return (isNamed() ? 2 : 0) + (reference.isByName() ? 1 : 0);
        }

        /** Whether this holds keys of what another refers to, and as the same kind of identifier. */
        boolean looksLike(Held other) {
            return reference.to().equals(other.reference.to())
                    && reference.kind() == other.reference.kind()
                    && share() > CHANCE_MAX;
        }

        boolean isOfSameColumn(Held other) {
            return reference.from().equals(other.reference.from())
                    && reference.column().equals(other.reference.column());
        }

        /** @param rivals what the column may refer to, this among them */
        boolean isBestOf(List<Held> rivals) {
            Comparator<Held> best = Comparator.comparingInt(Held::proof).thenComparingDouble(Held::share);
            boolean isProven = proof() > 0 || !isCounting || rivals.size() == 1;
            return isProven && rivals.stream().allMatch(other -> other.equals(this) || best.compare(this, other) > 0);
        }
    }

    private Held held(Reference reference) {
        List<SemanticTag> naming = NAMING.stream()
                .filter(tag -> column(reference.from(), tag) && column(reference.to(), tag))
                .toList();
        String named = anyOf(naming, "c.%1$s IS NOT NULL AND k.%1$s IS NOT NULL");
        String alike = anyOf(naming, "c.%1$s = k.%1$s");
        String whole = session.dialect().typeName(Scalar.LONG);
        String real = session.dialect().typeName(Scalar.DOUBLE);
        String value = "trim(" + RecordKeySql.text(reference.column(), session.dialect(), "r.") + ")";
        String key = "trim(" + RecordKeySql.of(reference.to(), session.dialect(), "r.") + ")";
        List<SemanticTag> own = reference.isByKey()
                ? List.of()
                : OWN.stream().filter(tag -> column(reference.from(), tag)).toList();
        String mixed = own.isEmpty()
                ? "1 = 0"
                : "greatest(" + own.stream().map(tag -> "c.o_" + name(tag)).collect(Collectors.joining(", "))
                        + ", 0) > " + MIXED_MAX + " * c.held";
        String from = values(reference.from(), value, naming, own);
        String to = values(reference.to(), key, naming, List.of());
        return session.query(
                        Statement.of("WITH c AS (" + from + "), k AS (" + to + "), n AS (SELECT count(*) AS keys,"
                                + " count(TRY_CAST(v AS " + whole + ")) AS numbers, CAST(max(TRY_CAST(v AS " + whole
                                + ")) AS " + real + ") - CAST(min(TRY_CAST(v AS " + whole + ")) AS " + real
                                + ") AS width FROM k) SELECT count(*), count(k.v), count(*) FILTER (WHERE " + named
                                + "), count(*) FILTER (WHERE " + alike + "), count(*) FILTER (WHERE c.held > 1),"
                                + " count(*) FILTER (WHERE c.held > 1 AND " + mixed
                                + "), coalesce(max(CASE WHEN n.numbers = n.keys"
                                + " AND n.keys >= " + COUNTING_MIN
                                + " * n.width THEN 1 ELSE 0 END), 0) FROM n, c LEFT JOIN k ON k.v = c.v"),
                        row -> new Held(
                                reference,
                                row.number(0),
                                row.number(1),
                                row.number(2),
                                row.number(3),
                                row.number(4),
                                row.number(5),
                                row.number(6) == 1))
                .getFirst();
    }

    private static boolean column(SourceDefinition source, SemanticTag tag) {
        return !columns(source, tag).isEmpty();
    }

    private static List<ColumnMapping> columns(SourceDefinition source, SemanticTag tag) {
        return source.columns().stream().filter(column -> column.tag() == tag).toList();
    }

    private static String anyOf(List<SemanticTag> naming, String condition) {
        return naming.isEmpty()
                ? "1 = 0"
                : naming.stream()
                        .map(tag -> "(" + condition.formatted(name(tag)) + ")")
                        .collect(Collectors.joining(" OR "));
    }

    private static String name(SemanticTag tag) {
        return "n_" + tag.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Every value of a source, once, how many records hold it, and whom it means.
     *
     * @param naming of which the least is taken
     * @param own of which the different ones are counted
     */
    private String values(SourceDefinition source, String value, List<SemanticTag> naming, List<SemanticTag> own) {
        List<String> selected = new ArrayList<>();
        selected.add(value + " AS v");
        selected.add("count(*) AS held");
        naming.forEach(tag -> selected.add("min(" + said(source, tag) + ") AS " + name(tag)));
        own.forEach(tag -> selected.add("count(DISTINCT " + said(source, tag) + ") AS o_" + name(tag)));
        return "SELECT " + String.join(", ", selected) + " FROM "
                + Objects.requireNonNull(relations.get(source.name())).name() + " r WHERE " + value + " <> '' GROUP BY "
                + value;
    }

    private String said(SourceDefinition source, SemanticTag tag) {
        String text = RecordKeySql.text(columns(source, tag).getFirst(), session.dialect(), "r.");
        return "nullif(lower(trim(" + text + ")), '')";
    }
}
