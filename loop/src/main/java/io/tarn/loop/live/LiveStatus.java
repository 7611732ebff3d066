package io.tarn.loop.live;

import java.util.Optional;

/**
 * Where the live road stands.
 *
 * @param logEntries how many entries the log has ever taken
 * @param backlog how many of them are durable and not on their profiles yet
 * @param lakeLag how many of them are not in the lake yet
 * @param profiles how many profiles there are, about
 * @param fault why the road stands still, should it; without personal data
 */
public record LiveStatus(long logEntries, long backlog, long lakeLag, long profiles, Optional<String> fault) {
    /** The same, of a road that stands still. */
    public LiveStatus broken(String why) {
        return new LiveStatus(logEntries, backlog, lakeLag, profiles, Optional.of(why));
    }
}
