package io.tarn.loop.gold;

import io.tarn.loop.Joined;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Work on values in memory, one piece after the other, while the session's thread waits for the engine. Confined to the
 * session's thread; closing waits for what has begun.
 */
final class Beside implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("tarn-beside").factory());
    private final List<CompletableFuture<?>> begun = new ArrayList<>();

    /** Has a piece of work done after those before it. */
    <T> Supplier<T> supply(Supplier<T> work) {
        CompletableFuture<T> done = CompletableFuture.supplyAsync(work, thread);
        begun.add(done);
        return () -> Joined.of(done);
    }

    void run(Runnable work) {
        begun.add(CompletableFuture.runAsync(work, thread));
    }

    /** Waits for all pieces; fails as the first that failed. */
    void join() {
        begun.forEach(Joined::of);
    }

    @Override
    public void close() {
        thread.close();
    }
}
