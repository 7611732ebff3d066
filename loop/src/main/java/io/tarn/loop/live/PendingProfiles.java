package io.tarn.loop.live;

import io.tarn.model.identity.ProfileId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Profiles that changed and are to be looked at, each once, in the order in which they changed first. Bounded: what does
 * not fit is not kept, and it says so. Safe to share between threads.
 */
final class PendingProfiles {
    private final int sizeMax;
    private final Set<ProfileId> waiting = new LinkedHashSet<>();
    private boolean overflowed;

    PendingProfiles(int sizeMax) {
        this.sizeMax = sizeMax;
    }

    synchronized void add(ProfileId id) {
        if (waiting.size() < sizeMax) {
            waiting.add(id);
        } else if (!waiting.contains(id)) {
            overflowed = true;
        }
    }

    /** Takes some out. */
    synchronized List<ProfileId> take(int idsMax) {
        List<ProfileId> taken = new ArrayList<>();
        Iterator<ProfileId> next = waiting.iterator();
        while (taken.size() < idsMax && next.hasNext()) {
            taken.add(next.next());
            next.remove();
        }
        return taken;
    }

    /** Whether some did not fit since this was last asked. */
    synchronized boolean takeOverflow() {
        boolean answer = overflowed;
        overflowed = false;
        return answer;
    }

    synchronized int size() {
        return waiting.size();
    }
}
