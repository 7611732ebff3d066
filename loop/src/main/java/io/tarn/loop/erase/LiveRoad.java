package io.tarn.loop.erase;

import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;

/** The live road of a home, as forgetting needs it: whether a server runs it or only this command. */
public interface LiveRoad {
    EventLog log();

    ProfileStore store();

    /** Returns once all that stands in the log now is on its profiles and in the lake. */
    void settle();
}
