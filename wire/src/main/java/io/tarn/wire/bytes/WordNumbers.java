package io.tarn.wire.bytes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The words of one form, numbered from 1 in the order in which they came: a hash table with open places. */
final class WordNumbers {
    private static final int PLACES_MIN = 64;

    private @Nullable String[] words = new @Nullable String[PLACES_MIN];
    private int[] numbers = new int[PLACES_MIN];
    private int count;

    /** The number of a word that came before; 0 for a new one, which has its number from now on. */
    int number(String word) {
        int place = place(word);
        if (words[place] != null) {
            return numbers[place];
        }
        if (2 * count >= words.length) {
            grow();
            place = place(word);
        }
        words[place] = word;
        numbers[place] = ++count;
        return 0;
    }

    void clear() {
        if (count > 0) {
            Arrays.fill(words, null);
            count = 0;
        }
    }

    /** Where a word stands, or would. */
    private int place(String word) {
        int hash = word.hashCode();
        int place = (hash ^ hash >>> 16) & (words.length - 1);
        String there = words[place];
        while (there != null && !there.equals(word)) {
            place = (place + 1) & (words.length - 1);
            there = words[place];
        }
        return place;
    }

    private void grow() {
        @Nullable String[] oldWords = words;
        int[] oldNumbers = numbers;
        words = new @Nullable String[2 * oldWords.length];
        numbers = new int[2 * oldNumbers.length];
        for (int i = 0; i < oldWords.length; i++) {
            String word = oldWords[i];
            if (word != null) {
                int place = place(word);
                words[place] = word;
                numbers[place] = oldNumbers[i];
            }
        }
    }
}
