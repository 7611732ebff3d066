package io.tarn.unify.match;

/** Hashes that are the same everywhere and always: models and samples are made with them. */
final class Hash {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Hash() {}

    static long of(CharSequence text) {
        long hash = OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return mix(hash);
    }

    /** Spreads the bits of a number over all of it. */
    static long mix(long value) {
        long bits = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return bits ^ (bits >>> 31);
    }

    static long pair(long left, long right) {
        return mix(left * 31 + right + 0x9e3779b97f4a7c15L);
    }

    static int fold(long hash) {
        return (int) (hash ^ (hash >>> 32));
    }
}
