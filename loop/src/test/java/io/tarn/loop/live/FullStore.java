package io.tarn.loop.live;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.storage.ProfileStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;

/** A store on a disk that is full at times: then it takes no commit, and no part of one. */
final class FullStore {
    private FullStore() {}

    static ProfileStore of(ProfileStore store, BooleanSupplier isFull) {
        return (ProfileStore) Proxy.newProxyInstance(
                ProfileStore.class.getClassLoader(), new Class<?>[] {ProfileStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("commit") && isFull.getAsBoolean()) {
                        throw new TarnException(ErrorCode.STORAGE_FULL, "The disk is full.");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
