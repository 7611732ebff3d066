package io.tarn.unify.survivorship;

import io.tarn.lake.dialect.Dialect;
import io.tarn.model.policy.SurvivorshipRule;
import io.tarn.model.policy.SurvivorshipRules;
import io.tarn.model.policy.TraitDeclaration;
import io.tarn.model.policy.TraitType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What survivorship weighs in one run: the traits that have values at all, each with its rules. */
final class TraitPlan {
    /** The canonical columns of a record that are traits by themselves; the parts of an address are one. */
    static final List<String> CANONICAL = List.of(
            "title",
            "full_name",
            "first_name",
            "middle_name",
            "last_name",
            "gender",
            "birth_date",
            "birth_place",
            "occupation",
            "organization",
            "email",
            "phone",
            "national_id",
            "device_id",
            "anonymous_id",
            "user_id",
            "external_id");

    private final List<TraitUnit> units = new ArrayList<>();
    private final Map<String, Integer> indexByName = new LinkedHashMap<>();
    private final Map<String, Integer> attributeColumns = new LinkedHashMap<>();
    private final Map<String, Misfit> misfits = new LinkedHashMap<>();
    private final List<String> declared;
    private final Dialect dialect;
    private final boolean hasUndeclared;
    private final String consent;
    private final SurvivorshipRules rules;

    TraitPlan(Dialect dialect, SurvivorshipRules rules, GoldColumns columns, TraitPresence presence) {
        this.rules = rules;
        this.dialect = dialect;
        this.declared = columns.attributes().values().stream()
                .map(TraitDeclaration::name)
                .toList();
        this.hasUndeclared = !Set.copyOf(declared).containsAll(presence.attributes());
        Set<String> present = presence.columns();
        for (String name : CANONICAL) {
            if (present.contains(name)) {
                add(name, "r." + name, ValueForm.of(name), rules.of(name));
            }
        }
        if (PostalAddress.PARTS.stream().anyMatch(present::contains)) {
            add(PostalAddress.TRAIT, PostalAddress.joinSql("r."), ValueForm.ADDRESS, rules.of(PostalAddress.TRAIT));
        }
        columns.attributes().forEach((column, declaration) -> {
            String raw = "r.attributes[" + dialect.literal(declaration.name()) + "]";
            String value = TraitValues.canonical(raw, declaration.type());
            attributeColumns.put(column, units.size());
            if (declaration.type() != TraitType.STRING) {
                misfits.put(
                        column,
                        new Misfit(declaration.type(), "CASE WHEN (" + value + ") IS NULL THEN " + raw + " END"));
            }
            add(column, value, ValueForm.ANY, rules.of(declaration.name()));
        });
        this.consent = consentSql(dialect, columns.consents());
    }

    private void add(String name, String value, ValueForm form, List<SurvivorshipRule> unitRules) {
        indexByName.put(name, units.size());
        units.add(new TraitUnit(name, value, form, unitRules));
    }

    List<TraitUnit> units() {
        return units;
    }

    /** The index of a unit, or -1 where no record has a value. */
    int indexOf(String name) {
        return indexByName.getOrDefault(name, -1);
    }

    /** The columns of declared traits, each with the index of its unit. */
    Map<String, Integer> attributeColumns() {
        return attributeColumns;
    }

    /** SQL over a record {@code r}: the text of a typed trait where it does not fit, else NULL. */
    record Misfit(TraitType type, String value) {}

    /** What does not fit, by column. */
    Map<String, Misfit> misfits() {
        return misfits;
    }

    /** SQL over a record {@code r}: 0 where consent is given, 2 where it is refused, else 1. */
    String consent() {
        return consent;
    }

    /** Whether some record brings a trait that has no column. */
    boolean hasUndeclared() {
        return hasUndeclared;
    }

    /** SQL that is true of the name of an attribute that has no column. */
    String isUndeclared(String key) {
        return declared.isEmpty() ? "TRUE" : key + " NOT IN (" + literals(declared) + ")";
    }

    /** SQL of the name by which an attribute without a column is weighed: never one of a unit. */
    String undeclaredTrait(String key) {
        return indexByName.isEmpty()
                ? key
                : "CASE WHEN " + key + " IN (" + literals(indexByName.keySet()) + ") THEN 'attributes.' || " + key
                        + " ELSE " + key + " END";
    }

    /** SQL that is true of the name of a trait that is no unit. */
    String isNoUnit(String trait) {
        return indexByName.isEmpty() ? "TRUE" : trait + " NOT IN (" + literals(indexByName.keySet()) + ")";
    }

    private String literals(Collection<String> texts) {
        return texts.stream().map(dialect::literal).collect(Collectors.joining(", "));
    }

    /** The rules of traits that are no unit. */
    List<SurvivorshipRule> otherwise() {
        return rules.otherwise();
    }

    private static String consentSql(Dialect dialect, List<String> traits) {
        if (traits.isEmpty()) {
            return "1";
        }
        List<String> given = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String trait : traits) {
            String said = TraitValues.canonical("r.attributes[" + dialect.literal(trait) + "]", TraitType.BOOLEAN);
            given.add("coalesce((" + said + ") = 'true', FALSE)");
            refused.add("coalesce((" + said + ") = 'false', FALSE)");
        }
        return "CASE WHEN " + String.join(" OR ", refused) + " THEN 2 WHEN " + String.join(" OR ", given)
                + " THEN 0 ELSE 1 END";
    }
}
