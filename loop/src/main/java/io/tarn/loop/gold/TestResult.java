package io.tarn.loop.gold;

import io.tarn.model.policy.IdentityTest;
import java.util.List;
import java.util.Optional;

/**
 * What came of an identity test.
 *
 * @param because of a test that fails, two records that it is about and why they are as they are
 * @param missing of a test that cannot be told, which of its subjects lead to no record, each with a reason
 */
public record TestResult(IdentityTest test, Verdict verdict, Optional<Connection> because, List<Missing> missing) {
    public TestResult {
        missing = List.copyOf(missing);
    }

    /** How a test ended. */
    public enum Verdict {
        HOLDS,
        FAILS,
        /** A record that it names is not there. */
        UNKNOWN
    }

    /**
     * A subject that leads nowhere.
     *
     * @param place which one, from 1
     */
    public record Missing(int place, IdentityTest.Subject subject, String reason) {}

    /** Whether any of some results fails. */
    public static boolean anyFails(List<TestResult> results) {
        return results.stream().anyMatch(result -> result.verdict() == Verdict.FAILS);
    }
}
