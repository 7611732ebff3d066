package io.tarn.server;

import io.tarn.loop.Progress;
import io.tarn.loop.erase.LiveRoad;
import io.tarn.loop.retain.RetainReceipt;
import io.tarn.loop.retain.Retaining;
import java.util.Optional;
import java.util.function.Function;

/** Retention as a command orders it, on a home on which no server runs. */
public final class Retention {
    private Retention() {}

    /** Takes out what is too old. */
    public static RetainReceipt run(House house, Progress progress) {
        return with(house, progress, Retaining::run);
    }

    /** Says what {@link #run} would do. */
    public static RetainReceipt preview(House house, Progress progress) {
        return with(house, progress, Retaining::preview);
    }

    private static RetainReceipt with(House house, Progress progress, Function<Retaining, RetainReceipt> work) {
        return house.home().hasLog()
                ? house.withTombstones(tombstones -> {
                    try (LiveHome live = LiveHome.open(house, tombstones, progress)) {
                        return work.apply(retaining(house, Optional.of(live)));
                    }
                })
                : work.apply(retaining(house, Optional.empty()));
    }

    private static Retaining retaining(House house, Optional<LiveRoad> live) {
        return new Retaining(house.lake(), live, house.config().retention(), house.clock());
    }
}
