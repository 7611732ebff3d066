package io.tarn.collect.tag;

import io.tarn.model.policy.NormalizationRule;
import io.tarn.model.policy.NormalizationRule.DateUnit;
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
        return switch (tag) {
            case BIRTH_DATE -> {
                rules.add(new NormalizationRule.Dates(DateOrders.of(column, region, reasons)));
                yield TraitType.DATE;
            }
            case BIRTH_YEAR, BIRTH_MONTH, BIRTH_DAY -> {
                rules.add(new NormalizationRule.DatePart(unit(tag)));
                reasons.add("it is part of a date of birth that stands in several columns");
                yield TraitType.STRING;
            }
            case TIMESTAMP -> {
                boolean dates = column.share(Likeness.DATE) + column.share(Likeness.EPOCH) >= 0.5;
                if (dates) {
                    rules.add(new NormalizationRule.Instants(DateOrders.of(column, region, reasons)));
                }
                yield dates ? TraitType.TIMESTAMP : TraitType.STRING;
            }
            case AMOUNT, QUANTITY, COUNT, AGE, LATITUDE, LONGITUDE -> number(column, tag, rules, reasons);
            case FLAG, CONSENT -> {
                boolean known = column.share(Likeness.YES_NO) + column.share(Likeness.CONSENT) >= KNOWN_MIN;
                boolean yesNo = known && column.distinct() <= 4;
                if (yesNo) {
                    rules.add(new NormalizationRule.YesNo());
                }
                yield yesNo ? TraitType.BOOLEAN : TraitType.STRING;
            }
            default -> {
                words(column, tag, tags, region, reasons).ifPresent(rules::add);
                yield TraitType.STRING;
            }
        };
    }

    private static DateUnit unit(SemanticTag part) {
        return switch (part) {
            case BIRTH_YEAR -> DateUnit.YEAR;
            case BIRTH_MONTH -> DateUnit.MONTH;
            default -> DateUnit.DAY;
        };
    }

    /** The rule of a tag whose values stay words. */
    private static Optional<NormalizationRule> words(
            ColumnProfile column,
            SemanticTag tag,
            Set<SemanticTag> tags,
            Optional<String> region,
            List<String> reasons) {
        return switch (tag) {
            case EMAIL -> Optional.of(new NormalizationRule.Email());
            case PHONE -> {
                region.ifPresent(code -> reasons.add("numbers without a country are read as of " + code));
                yield Optional.of(new NormalizationRule.Phone(region));
            }
            case FULL_NAME, FIRST_NAME -> Optional.of(new NormalizationRule.PersonName());
            case GENDER -> Optional.of(new NormalizationRule.Gender());
            case COUNTRY -> Optional.of(new NormalizationRule.Country());
            case REGION -> Optional.of(new NormalizationRule.Region(statesOf(column, region)));
            case POSTCODE -> Optional.of(new NormalizationRule.Postcode());
            case CURRENCY -> Optional.of(new NormalizationRule.UpperCase());
            case STREET -> {
                if (tags.contains(SemanticTag.HOUSE_NUMBER)) {
                    yield Optional.empty();
                }
                reasons.add("no other column holds house numbers");
                yield Optional.of(new NormalizationRule.Street());
            }
            default -> Optional.empty();
        };
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
        boolean measured = tag == SemanticTag.QUANTITY || tag == SemanticTag.LATITUDE || tag == SemanticTag.LONGITUDE;
        return whole ? TraitType.LONG : measured ? TraitType.DOUBLE : TraitType.DECIMAL;
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
