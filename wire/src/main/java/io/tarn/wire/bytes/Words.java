package io.tarn.wire.bytes;

import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.SourceName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Words that come again and again, each kept once: names of traits, sources and types. A table of fixed size in which a
 * newer word takes the place of an older one. Safe to share between threads: what it holds is immutable, and a lost
 * write only costs another copy.
 */
final class Words {
    private static final int PLACES = 4096;
    private static final int WORD_BYTES_MAX = 64;

    private final @Nullable Word[] words = new @Nullable Word[PLACES];
    private final @Nullable SourceName[] sources = new @Nullable SourceName[PLACES];
    private final @Nullable IdentifierType[] types = new @Nullable IdentifierType[PLACES];

    /** Confined to the table, which compares spellings itself. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Word(byte[] spelling, String text) {
        boolean is(byte[] bytes, int from, int length) {
            return Arrays.equals(spelling, 0, spelling.length, bytes, from, from + length);
        }
    }

    /** The word of some bytes of ASCII; null when they are too many or no ASCII. */
    @Nullable
    String find(byte[] bytes, int from, int length) {
        if (length > WORD_BYTES_MAX) {
            return null;
        }
        int hash = 1;
        int any = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
            any |= bytes[i];
        }
        if (any < 0) {
            return null;
        }
        int place = place(hash);
        Word known = words[place];
        if (known != null && known.is(bytes, from, length)) {
            return known.text();
        }
        Word word = new Word(
                Arrays.copyOfRange(bytes, from, from + length),
                new String(bytes, from, length, StandardCharsets.US_ASCII));
        words[place] = word;
        return word.text();
    }

    SourceName source(String name) {
        int place = place(name.hashCode());
        SourceName known = sources[place];
        if (known != null && known.value().equals(name)) {
            return known;
        }
        SourceName source = new SourceName(name);
        sources[place] = source;
        return source;
    }

    IdentifierType type(String name) {
        int place = place(name.hashCode());
        IdentifierType known = types[place];
        if (known != null && known.name().equals(name)) {
            return known;
        }
        IdentifierType type = new IdentifierType(name);
        types[place] = type;
        return type;
    }

    private static int place(int hash) {
        return (hash ^ hash >>> 12) & (PLACES - 1);
    }
}
