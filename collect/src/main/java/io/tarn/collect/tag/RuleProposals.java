package io.tarn.collect.tag;

import io.tarn.model.policy.DateOrder;
import io.tarn.model.policy.NormalizationRule;
import io.tarn.model.policy.NormalizationRule.DecimalMark;
import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.TraitType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Proposes the rules of a column from its tag and its values. */
final class RuleProposals {
    private static final double KNOWN_MIN = 0.9;

    private RuleProposals() {}

    /** Rules, and why, and the type that values have after them. */
    record Proposed(List<NormalizationRule> rules, List<String> reasons, TraitType type) {}

    static Proposed of(ColumnProfile column, SemanticTag tag, Set<SemanticTag> tags, Optional<String> region) {
        List<NormalizationRule> rules = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        if (tag == SemanticTag.RECORD_KEY) {
            return new Proposed(rules, List.of("a key stays as landed"), TraitType.STRING);
        }
        rules.add(new NormalizationRule.Unicode());
        rules.add(new NormalizationRule.Trim());
        List<String> nulls = NullWords.of(column.sample(), tag);
        if (!nulls.isEmpty()) {
            rules.add(new NormalizationRule.Nulls(nulls));
            reasons.add(nulls.size() + " words stand for a missing value");
        }
        TraitType type = own(column, tag, tags, region, rules, reasons);
        return new Proposed(rules, reasons, type);
    }

    private static TraitType own(
            ColumnProfile column,
            SemanticTag tag,
            Set<SemanticTag> tags,
            Optional<String> region,
            List<NormalizationRule> rules,
            List<String> reasons) {
        switch (tag) {
            case EMAIL -> rules.add(new NormalizationRule.Email());
            case PHONE -> {
                rules.add(new NormalizationRule.Phone(region));
                region.ifPresent(code -> reasons.add("numbers without a country are read as of " + code));
            }
            case FULL_NAME, FIRST_NAME -> rules.add(new NormalizationRule.PersonName());
            case GENDER -> rules.add(new NormalizationRule.Gender());
            case COUNTRY -> rules.add(new NormalizationRule.Country());
            case REGION -> rules.add(new NormalizationRule.Region(statesOf(column, region)));
            case POSTCODE -> rules.add(new NormalizationRule.Postcode());
            case CURRENCY -> rules.add(new NormalizationRule.UpperCase());
            case STREET -> {
                if (!tags.contains(SemanticTag.HOUSE_NUMBER)) {
                    rules.add(new NormalizationRule.Street());
                    reasons.add("no other column holds house numbers");
                }
            }
            case BIRTH_DATE -> {
                rules.add(new NormalizationRule.Dates(DateOrders.of(column, region, reasons)));
                return TraitType.DATE;
            }
            case TIMESTAMP -> {
                boolean dates = column.share(Likeness.DATE) + column.share(Likeness.EPOCH) >= 0.5;
                if (dates) {
                    DateOrder order = DateOrders.of(column, region, reasons);
                    rules.add(new NormalizationRule.Instants(order));
                }
                return dates ? TraitType.TIMESTAMP : TraitType.STRING;
            }
            case AMOUNT, QUANTITY, COUNT, AGE -> {
                return number(column, tag, rules, reasons);
            }
            case FLAG, CONSENT -> {
                boolean known = column.share(Likeness.YES_NO) + column.share(Likeness.CONSENT) >= KNOWN_MIN;
                boolean yesNo = known && column.distinct() <= 4;
                if (yesNo) {
                    rules.add(new NormalizationRule.YesNo());
                }
                return yesNo ? TraitType.BOOLEAN : TraitType.STRING;
            }
            default -> {
                return TraitType.STRING;
            }
        }
        return TraitType.STRING;
    }

    private static TraitType number(
            ColumnProfile column, SemanticTag tag, List<NormalizationRule> rules, List<String> reasons) {
        if (column.share(Likeness.NUMBER) < KNOWN_MIN || column.share(Likeness.PERCENT) > 0.1) {
            return TraitType.STRING;
        }
        long commas = column.values().keySet().stream()
                .map(value -> NumberLook.of(value.trim()))
                .filter(look -> look != null && look.comma())
                .count();
        boolean comma = commas > column.distinct() * 0.3;
        rules.add(new NormalizationRule.Decimal(comma ? DecimalMark.COMMA : DecimalMark.POINT));
        if (comma) {
            reasons.add("decimals stand behind a comma");
        }
        boolean whole = (tag == SemanticTag.COUNT || tag == SemanticTag.AGE) && column.share(Likeness.DIGITS) > 0.98;
        return whole ? TraitType.LONG : tag == SemanticTag.QUANTITY ? TraitType.DOUBLE : TraitType.DECIMAL;
    }

    /** The region, where most of the values are its states. */
    private static Optional<String> statesOf(ColumnProfile column, Optional<String> region) {
        if (region.isEmpty()) {
            return Optional.empty();
        }
        long known = column.values().keySet().stream()
                .filter(value -> io.tarn.collect.normalize.PlaceForm.region(value, region.get())
                        .isPresent())
                .count();
        return known * 2 >= column.distinct() ? region : Optional.empty();
    }
}
