package io.tarn.loop.tombstone;

import io.tarn.collect.normalize.EmailForm;
import io.tarn.collect.normalize.PhoneForm;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be an identifier in a row that nobody could take apart, by the signs that commonly part values. */
final class RawWords {
    private static final Pattern SIGNS = Pattern.compile("[,;|\\t\\r\\n\"'<>{}\\[\\]=]+");
    private static final Pattern FINER = Pattern.compile("[\\s:]+");
    private static final int WORDS_MAX = 500;
    private static final List<IdentifierType> AS_THEY_STAND =
            List.of(IdentifierType.USER_ID, IdentifierType.EXTERNAL_ID, new IdentifierType("national_id"));

    private RawWords() {}

    /** The words of a row, longer ones with the parts of them. */
    static Set<String> of(String raw) {
        Set<String> words = new HashSet<>();
        for (String word : SIGNS.split(raw, -1)) {
            words.add(word.strip());
            words.addAll(List.of(FINER.split(word, -1)));
            if (words.size() > WORDS_MAX) {
                break;
            }
        }
        words.removeIf(word -> word.isEmpty() || word.length() > Identifier.VALUE_LENGTH_MAX);
        return words;
    }

    /** The identifiers that a word may be, in their form. */
    static Set<Identifier> identifiers(String word, @Nullable String region) {
        Set<Identifier> all = new HashSet<>();
        AS_THEY_STAND.forEach(type -> all.add(new Identifier(type, word)));
        Optional<String> email = word.indexOf('@') > 0 ? EmailForm.of(word) : Optional.empty();
        email.ifPresent(value -> all.add(new Identifier(IdentifierType.EMAIL, value)));
        if (word.chars().filter(c -> c >= '0' && c <= '9').count() > 5) {
            PhoneForm.of(word, region).ifPresent(value -> all.add(new Identifier(IdentifierType.PHONE, value)));
        }
        return all;
    }
}
