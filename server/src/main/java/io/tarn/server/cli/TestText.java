package io.tarn.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.loop.gold.Connection;
import io.tarn.loop.gold.TestResult;
import io.tarn.loop.gold.TestResult.Missing;
import io.tarn.loop.gold.TestResult.Verdict;
import io.tarn.model.policy.IdentityTest.Expectation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Results of identity tests as lines for people and as JSON; keys are masked unless revealed. */
final class TestText {
    private final PrintWriter out;
    private final EvidenceText evidence;

    TestText(PrintWriter out, boolean revealed) {
        this.out = out;
        this.evidence = new EvidenceText(out, revealed);
    }

    /** How many hold, then what fails with why, then what cannot be told. */
    void print(List<TestResult> results) {
        long holds = count(results, Verdict.HOLDS);
        out.println(
                "Tests       " + holds + " of " + results.size() + " hold" + said(count(results, Verdict.FAILS), "fail")
                        + said(count(results, Verdict.UNKNOWN), "cannot be told"));
        results.stream().filter(one -> one.verdict() == Verdict.FAILS).forEach(this::failure);
        results.stream()
                .filter(one -> one.verdict() == Verdict.UNKNOWN)
                .forEach(one -> one.missing().forEach(missing -> unknown(one, missing)));
    }

    private static String said(long count, String what) {
        return count == 0 ? "" : ", " + count + " " + what;
    }

    static long count(List<TestResult> results, Verdict verdict) {
        return results.stream().filter(one -> one.verdict() == verdict).count();
    }

    private void failure(TestResult result) {
        boolean same = result.test().expectation() == Expectation.SAME;
        out.println(
                "  FAILS  " + result.test().place() + ": " + (same ? "one person expected" : "two persons expected"));
        result.because().ifPresent(this::because);
    }

    /** Why the pair is as it is, below the line that names its test. */
    void because(Connection connection) {
        String pair = evidence.where(connection.first()) + " and " + evidence.where(connection.second());
        if (connection.isOneProfile()) {
            out.println("         " + pair + " are one profile, " + connection.firstProfile() + ", by "
                    + connection.path().size() + (connection.path().size() == 1 ? " link" : " links")
                    + connection.weakest().map(_ -> "; the weakest:").orElse("."));
            connection.weakest().ifPresent(link -> out.println("         " + evidence.line(link)));
            return;
        }
        out.println("         " + pair + " are two profiles, " + connection.firstProfile() + " and "
                + connection.secondProfile() + ".");
        out.println("         " + evidence.whyNot(connection));
    }

    private void unknown(TestResult result, Missing missing) {
        out.println("  ?      " + result.test().place() + ": number " + missing.place() + " leads nowhere: "
                + missing.reason());
    }

    /** An object for each test. */
    void json(List<TestResult> results, ArrayNode into) {
        for (TestResult result : results) {
            ObjectNode test = into.addObject()
                    .put("place", result.test().place())
                    .put("expected", word(result.test().expectation()))
                    .put("verdict", word(result.verdict()));
            result.because().ifPresent(connection -> {
                test.put("first", evidence.where(connection.first()));
                test.put("first_profile_id", connection.firstProfile());
                test.put("second", evidence.where(connection.second()));
                test.put("second_profile_id", connection.secondProfile());
                connection.weakest().ifPresent(link -> test.put("weakest_link", evidence.line(link)));
                if (!connection.isOneProfile()) {
                    test.put("why_not", evidence.whyNot(connection));
                }
            });
            result.missing().forEach(missing -> test.withArray("missing").add(missing.place()));
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
