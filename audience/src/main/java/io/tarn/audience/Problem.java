package io.tarn.audience;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with an expression.
 *
 * @param fault what is wrong, in lower case and without a full stop
 * @param advice what to do, in whole sentences; empty where the fault says it
 */
public record Problem(Place place, String fault, String advice) {
    /** The fault, its place and the advice, as one sentence or more. */
    public String sentence() {
        String where = place.toString();
        return fault + (where.isEmpty() ? "" : " at " + where) + "." + (advice.isEmpty() ? "" : " " + advice);
    }

    /** The sentences of several: one in line, more as a list. */
    public static String sentences(List<Problem> problems) {
        return problems.size() == 1
                ? problems.getFirst().sentence()
                : problems.stream().map(problem -> "\n  " + problem.sentence()).collect(Collectors.joining());
    }
}
