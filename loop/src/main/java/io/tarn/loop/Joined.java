package io.tarn.loop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What another thread found, or the fault that it met, as if it had been met here. */
public final class Joined {
    private Joined() {}

    public static <T> T of(CompletableFuture<T> found) {
        try {
            return found.join();
        } catch (CompletionException failure) {
            switch (failure.getCause()) {
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                case null, default -> throw failure;
            }
        }
    }
}
