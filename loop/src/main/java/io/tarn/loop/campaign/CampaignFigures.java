package io.tarn.loop.campaign;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one campaign did in a period.
 *
 * @param decisions how many by verdict: {@code sent}, {@code deferred}, {@code withheld}, {@code control_group}
 * @param messages how many by state, such as {@code delivered}
 * @param outcomes how many by the name of their event, such as {@code Email Opened}
 */
public record CampaignFigures(
        SortedMap<String, Long> decisions, SortedMap<String, Long> messages, SortedMap<String, Long> outcomes) {
    /** Nothing. */
    public static final CampaignFigures NONE = new CampaignFigures(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    public CampaignFigures {
        decisions = copy(decisions);
        messages = copy(messages);
        outcomes = copy(outcomes);
    }

    private static SortedMap<String, Long> copy(Map<String, Long> counts) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
}
