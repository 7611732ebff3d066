package io.tarn.collect.normalize;

import io.tarn.model.policy.NormalizationRule;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of one column as a function. Immutable, safe to share. */
public final class Normalizer {
    private final List<NormalizationRule> rules;
    private final List<Step> steps;
    private final boolean splitsStreet;
    private final boolean splitsTitle;

    private Normalizer(List<NormalizationRule> rules) {
        this.rules = List.copyOf(rules);
        this.steps = rules.stream().map(Normalizer::step).toList();
        this.splitsStreet = rules.stream().anyMatch(NormalizationRule.Street.class::isInstance);
        this.splitsTitle = rules.stream().anyMatch(NormalizationRule.PersonName.class::isInstance);
    }

    public static Normalizer of(List<NormalizationRule> rules) {
        return new Normalizer(rules);
    }

    /** One rule as a function; null is a value that is missing or was refused. */
    @FunctionalInterface
    interface Step {
        @Nullable
        String apply(String text);
    }

    /** The value in its form; null when it is missing, stands for a missing one, or was refused. */
    public @Nullable String value(@Nullable String raw) {
        String text = raw;
        for (Step step : steps) {
            if (text == null) {
                return null;
            }
            text = step.apply(text);
        }
        return text == null || text.isEmpty() ? null : text;
    }

    /** What the rules split off the value: a street's house number, a name's title; null when there is none. */
    public @Nullable String part(@Nullable String raw) {
        String text = raw;
        for (int i = 0; i < steps.size() && text != null; i++) {
            NormalizationRule rule = rules.get(i);
            if (rule instanceof NormalizationRule.Street) {
                return emptyToNull(StreetForm.split(text).number());
            }
            if (rule instanceof NormalizationRule.PersonName) {
                return emptyToNull(NameForm.title(text));
            }
            text = steps.get(i).apply(text);
        }
        return null;
    }

    public boolean splitsStreet() {
        return splitsStreet;
    }

    public boolean splitsTitle() {
        return splitsTitle;
    }

    static Step step(NormalizationRule rule) {
        return switch (rule) {
            case NormalizationRule.Trim() -> Texts::trim;
            case NormalizationRule.Unicode() -> Texts::nfkc;
            case NormalizationRule.LowerCase() -> Texts::lower;
            case NormalizationRule.UpperCase() -> Texts::upper;
            case NormalizationRule.Nulls(List<String> words) -> nulls(words);
            case NormalizationRule.Email() -> text -> orNull(EmailForm.of(text));
            case NormalizationRule.Phone(Optional<String> region) -> {
                String code = region.orElse(null);
                yield text -> orNull(PhoneForm.of(text, code));
            }
            case NormalizationRule.Dates(var order) ->
                text -> DateForm.date(text, order).map(DateForm.Reading::iso).orElse(text);
            case NormalizationRule.Instants(var order) ->
                text -> DateForm.instant(text, order).map(DateForm.Reading::iso).orElse(text);
            case NormalizationRule.DatePart(var unit) -> text -> orNull(DatePartForm.of(text, unit));
            case NormalizationRule.PersonName() -> NameForm::name;
            case NormalizationRule.Gender() -> text -> WordForms.gender(text).orElse(text);
            case NormalizationRule.Country() -> text -> PlaceForm.country(text).orElse(text);
            case NormalizationRule.Region(Optional<String> country) -> {
                String code = country.orElse(null);
                yield text -> PlaceForm.region(text, code).orElse(text);
            }
            case NormalizationRule.Postcode() -> PlaceForm::postcode;
            case NormalizationRule.Street() -> text -> StreetForm.split(text).street();
            case NormalizationRule.Decimal(var mark) -> text -> orNull(NumberForm.of(text, mark));
            case NormalizationRule.YesNo() -> text -> orNull(WordForms.yesNo(text));
        };
    }

    private static Step nulls(List<String> words) {
        Set<String> missing = new HashSet<>();
        for (String word : words) {
            missing.add(Texts.lower(Texts.trim(word)));
        }
        return text -> missing.contains(Texts.lower(text)) ? null : text;
    }

    private static @Nullable String orNull(Optional<String> text) {
        return text.orElse(null);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
