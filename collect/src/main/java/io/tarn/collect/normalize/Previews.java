package io.tarn.collect.normalize;

import io.tarn.collect.normalize.NormalizationPreview.Change;
import io.tarn.model.policy.DateOrder;
import io.tarn.model.policy.NormalizationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes previews: what each rule of a column does to its values, one rule after the other. */
public final class Previews {
    private static final int SAMPLES_MAX = 5;

    private Previews() {}

    /** One preview a rule; the values come with how often each stands there. */
    public static List<NormalizationPreview> of(
            String column, List<NormalizationRule> rules, Map<String, Long> values) {
        List<NormalizationPreview> previews = new ArrayList<>();
        Map<String, Long> current = new TreeMap<>(values);
        for (NormalizationRule rule : rules) {
            Normalizer.Step step = Normalizer.step(rule);
            Map<String, Long> next = new TreeMap<>();
            List<Change> samples = new ArrayList<>();
            long examined = 0;
            long changed = 0;
            long nulled = 0;
            long invalid = 0;
            for (Map.Entry<String, Long> entry : current.entrySet()) {
                String before = entry.getKey();
                long times = entry.getValue();
                String after = step.apply(before);
                examined += times;
                invalid += isInvalid(rule, before, after) ? times : 0;
                nulled += rule instanceof NormalizationRule.Nulls && after == null ? times : 0;
                if (!before.equals(after)) {
                    changed += after == null ? 0 : times;
                    if (samples.size() < SAMPLES_MAX) {
                        samples.add(new Change(before, after));
                    }
                }
                if (after != null && !after.isEmpty()) {
                    next.merge(after, times, Long::sum);
                }
            }
            previews.add(new NormalizationPreview(column, rule, examined, changed, nulled, invalid, samples));
            current = next;
        }
        return previews;
    }

    private static boolean isInvalid(NormalizationRule rule, String before, @Nullable String after) {
        return switch (rule) {
            case NormalizationRule.Email _,
                    NormalizationRule.DatePart _,
                    NormalizationRule.Decimal _,
                    NormalizationRule.YesNo _ -> after == null;
            case NormalizationRule.Phone(Optional<String> region) ->
                after == null || PhoneForm.valid(after, region.orElse(null)).isEmpty();
            case NormalizationRule.Dates(DateOrder order) ->
                DateForm.date(before, order).filter(DateForm.Reading::real).isEmpty();
            case NormalizationRule.Instants(DateOrder order) ->
                DateForm.instant(before, order).filter(DateForm.Reading::real).isEmpty();
            case NormalizationRule.Country _ -> PlaceForm.country(before).isEmpty();
            case NormalizationRule.Gender _ -> WordForms.gender(before).isEmpty();
            case NormalizationRule.Region(Optional<String> country) ->
                PlaceForm.region(before, country.orElse(null)).isEmpty();
            case NormalizationRule.Trim _,
                    NormalizationRule.Unicode _,
                    NormalizationRule.LowerCase _,
                    NormalizationRule.UpperCase _,
                    NormalizationRule.Nulls _,
                    NormalizationRule.PersonName _,
                    NormalizationRule.Postcode _,
                    NormalizationRule.Street _ -> false;
        };
    }
}
