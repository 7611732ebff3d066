package io.tarn.audience.eval;

/**
 * A membership in one number, so that two hundred of them make no garbage: the microsecond of the next change times
 * two, plus one for a member.
 */
final class Answer {
    /** Time alone never changes it. */
    static final long NEVER = Long.MAX_VALUE >> 1;

    private Answer() {}

    static long of(boolean member, long changesAt) {
        return (changesAt << 1) | (member ? 1 : 0);
    }

    static long constant(boolean member) {
        return of(member, NEVER);
    }

    static boolean isMember(long answer) {
        return (answer & 1) == 1;
    }

    static long changesAt(long answer) {
        return answer >> 1;
    }

    static long negated(long answer) {
        return answer ^ 1;
    }
}
