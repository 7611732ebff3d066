package io.tarn.unify.match;

import io.tarn.model.identity.MatchField;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The name of an organization or a place, such as a company, a school or a restaurant: the whole, and the words that tell
 * it from others. Immutable.
 */
final class OrganizationName {
    private static final int WORDS_MAX = 12;

    /** Legal forms and fillers: two names that differ in these alone say the same. */
    private static final Set<String> SILENT = Set.of(
            "inc",
            "incorporated",
            "llc",
            "llp",
            "ltd",
            "limited",
            "co",
            "corp",
            "corporation",
            "company",
            "plc",
            "gmbh",
            "mbh",
            "ag",
            "kg",
            "ohg",
            "ug",
            "ev",
            "se",
            "sa",
            "sas",
            "sarl",
            "sl",
            "srl",
            "spa",
            "bv",
            "nv",
            "ab",
            "as",
            "aps",
            "oy",
            "oyj",
            "pty",
            "pte",
            "kk",
            "the",
            "of",
            "and",
            "for",
            "at",
            "in",
            "on",
            "der",
            "die",
            "das",
            "und",
            "le",
            "la",
            "les",
            "de",
            "du",
            "des",
            "et",
            "el",
            "los",
            "y",
            "il",
            "e",
            "di",
            "a");

    final Word whole;
    final List<Word> telling;

    private OrganizationName(Word whole, List<Word> telling) {
        this.whole = whole;
        this.telling = List.copyOf(telling);
    }

    /** The name that a record gives, or null. */
    static @Nullable OrganizationName of(RecordValues record, Words words) {
        String raw = record.text(MatchField.ORGANIZATION);
        List<String> all = withoutCity(words.in(raw), words.in(record.text(MatchField.CITY)));
        if (all.isEmpty()) {
            return null;
        }
        List<Word> telling = new ArrayList<>();
        for (String text : all) {
            if (!SILENT.contains(text) && telling.size() < WORDS_MAX) {
                Word word = words.of(text);
                if (!telling.contains(word)) {
                    telling.add(word);
                }
            }
        }
        if (telling.isEmpty()) {
            all.stream().distinct().limit(WORDS_MAX).map(words::of).forEach(telling::add);
        }
        return new OrganizationName(words.of(String.join(" ", all)), telling);
    }

    /** The words but those of the city at their end, which every name in that city may end in. */
    private static List<String> withoutCity(List<String> name, List<String> city) {
        int left = name.size() - city.size();
        boolean ends =
                !city.isEmpty() && left > 0 && name.subList(left, name.size()).equals(city);
        return ends ? name.subList(0, left) : name;
    }

    /** How many of its words the other has, misspelled ones included. */
    int found(OrganizationName other) {
        int found = 0;
        for (Word word : telling) {
            if (other.has(word) || other.hasLike(word)) {
                found++;
            }
        }
        return found;
    }

    boolean has(Word word) {
        for (Word own : telling) {
            if (own.same(word)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasLike(Word word) {
        for (Word own : telling) {
            if (own.isNear(word)) {
                return true;
            }
        }
        return false;
    }
}
