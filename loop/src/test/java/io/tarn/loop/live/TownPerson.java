package io.tarn.loop.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is known of one constituent, as its events said it and nothing worked out of it. Confined to one thread. */
final class TownPerson {
    final List<Said> consents = new ArrayList<>();
    final List<Said> zones = new ArrayList<>();
    final List<Done> done = new ArrayList<>();
    final List<Sent> sent = new ArrayList<>();
    final Set<String> reachableBy = new HashSet<>();
    final Set<String> mustNotBeReachedBy = new HashSet<>();

    /** A word on something, and when it was said. */
    record Said(String about, String word, Instant at) {}

    /**
     * What was done, by the offset of the entry that told it.
     *
     * @param parts all constituents of the person as they were then
     */
    record Done(String event, Instant at, long offset, boolean live, Set<String> parts) {}

    /** A marketing message. */
    record Sent(String campaign, String channel, Instant at) {}

    /** All that several constituents are together. */
    static TownPerson together(List<TownPerson> parts) {
        TownPerson all = new TownPerson();
        for (TownPerson part : parts) {
            all.consents.addAll(part.consents);
            all.zones.addAll(part.zones);
            all.done.addAll(part.done);
            all.sent.addAll(part.sent);
            all.reachableBy.addAll(part.reachableBy);
            all.mustNotBeReachedBy.addAll(part.mustNotBeReachedBy);
        }
        return all;
    }
}
