package io.tarn.unify.live;

import io.tarn.model.event.FlatProperties;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.MatchField;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.TraitValue;
import io.tarn.unify.match.RecordValues;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A profile as a record to match: each of its traits that has the name of a canonical column, and its identifiers. The
 * very values that a gold run finds in the record that it makes of the profile.
 *
 * <p>Identifiers are normalized and go before what was said in traits; of several of a type the first counts. Visitors'
 * ids are left out: a person has many, and nothing compares them.
 */
public final class PersonRecord implements RecordValues {
    private static final Set<MatchField> IDENTIFIERS = EnumSet.of(
            MatchField.EMAIL,
            MatchField.PHONE,
            MatchField.NATIONAL_ID,
            MatchField.DEVICE_ID,
            MatchField.USER_ID,
            MatchField.EXTERNAL_ID);
    private static final Set<MatchField> LEFT_OUT = EnumSet.of(MatchField.SOURCE, MatchField.ANONYMOUS_ID);
    /** What says nothing of a person alone: a device is a visitor like thousands, and so is an age or a place. */
    private static final Set<MatchField> TOO_LITTLE =
            EnumSet.of(MatchField.DEVICE_ID, MatchField.AGE, MatchField.LATITUDE, MatchField.LONGITUDE, MatchField.URL);

    private static final Pattern DATE = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2}.*)?)?");
    private static final String BIRTH_DATE_TEXT = "birth_date_text";

    private final Map<MatchField, String> values = new EnumMap<>(MatchField.class);

    private PersonRecord() {}

    /** What matching can see of a profile. */
    public static PersonRecord of(Profile profile) {
        PersonRecord record = new PersonRecord();
        Map<String, TraitValue> traits = profile.traits();
        for (MatchField field : MatchField.values()) {
            TraitValue trait = traits.get(field.column());
            if (trait != null && !LEFT_OUT.contains(field)) {
                record.put(field, FlatProperties.text(trait.value()));
            }
        }
        TraitValue birth = traits.get(BIRTH_DATE_TEXT);
        if (birth != null && !record.values.containsKey(MatchField.BIRTH_DATE)) {
            record.put(MatchField.BIRTH_DATE, FlatProperties.text(birth.value()));
        }
        SortedSet<Identifier> identifiers = profile.identifiers();
        IDENTIFIERS.forEach(field -> record.identify(field, identifiers));
        return record;
    }

    /** Whether it says nothing of a person. */
    public boolean isEmpty() {
        return TOO_LITTLE.containsAll(values.keySet());
    }

    @Override
    public @Nullable String value(MatchField field) {
        return values.get(field);
    }

    private void put(MatchField field, String text) {
        if (!text.isBlank()
                && (field != MatchField.BIRTH_DATE || DATE.matcher(text).matches())) {
            values.put(field, text);
        }
    }

    /** The identifier that the trait repeats, else the first of the type, else what the trait says. */
    private void identify(MatchField field, SortedSet<Identifier> identifiers) {
        String first = null;
        for (Identifier one : identifiers) {
            if (one.type().name().equals(field.column())) {
                if (one.value().equals(values.get(field))) {
                    return;
                }
                first = first == null ? one.value() : first;
            }
        }
        if (first != null) {
            values.put(field, first);
        }
    }
}
