package io.tarn.loop.live;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.ProfileChange;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells whoever listens what changes, after it was committed and in order. A listener must return at once: it puts what
 * it heard aside. Safe to share between threads.
 */
public final class ChangeFeed {
    private final List<Consumer<ProfileChange>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> commits = new CopyOnWriteArrayList<>();
    private final List<Consumer<ProfileId>> watchers = new CopyOnWriteArrayList<>();

    /** Listens until the answer is closed. */
    public Subscription subscribe(Consumer<ProfileChange> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Is told that something was committed, right after it was, until the answer is closed. */
    public Subscription watchCommits(Runnable watcher) {
        commits.add(watcher);
        return () -> commits.remove(watcher);
    }

    void committed() {
        commits.forEach(Runnable::run);
    }

    /** Is told the ids of profiles of whose person something else is known now; counting alone is not told. */
    Subscription watchPersons(Consumer<ProfileId> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    boolean isUnwatched() {
        return watchers.isEmpty();
    }

    void person(ProfileId id) {
        watchers.forEach(watcher -> watcher.accept(id));
    }

    /** Whether nobody listens, so that there is no need to say what changed. */
    public boolean isSilent() {
        return listeners.isEmpty();
    }

    void publish(ProfileChange change) {
        listeners.forEach(listener -> listener.accept(change));
    }

    /** Being told of changes. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
