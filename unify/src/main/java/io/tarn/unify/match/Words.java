package io.tarn.unify.match;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words of one table, each prepared once: names and streets come back in many records. Safe for several threads: a word
 * that is known is found without a lock.
 */
final class Words {
    private final Map<String, Word> known = new ConcurrentHashMap<>();
    private final Map<String, List<String>> folded = new ConcurrentHashMap<>();

    Word of(String text) {
        Word word = known.get(text);
        return word != null ? word : known.computeIfAbsent(text, Word::new);
    }

    /** The folded words of a name as it was written. */
    List<String> in(String raw) {
        List<String> words = folded.get(raw);
        return words != null ? words : folded.computeIfAbsent(raw, text -> List.copyOf(Fold.words(text)));
    }
}
