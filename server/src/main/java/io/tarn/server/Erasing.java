package io.tarn.server;

import io.tarn.collect.normalize.EmailForm;
import io.tarn.collect.normalize.PhoneForm;
import io.tarn.loop.Progress;
import io.tarn.loop.erase.ForgetRooms;
import io.tarn.loop.erase.Forgetting;
import io.tarn.loop.erase.LiveRoad;
import io.tarn.loop.tombstone.TombstoneKey;
import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.erasure.ForgetReceipt;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.server.config.Project;
import io.tarn.storage.Registry;
import io.tarn.storage.local.SqliteRegistry;
import java.util.Optional;

/** A forgetting as a command orders it, on a home on which no server runs. */
public final class Erasing {
    private final House house;
    private final Progress progress;

    public Erasing(House house, Progress progress) {
        this.house = house;
        this.progress = progress;
    }

    /** Forgets whom an identifier leads to. */
    public ForgetReceipt forget(String identifier) {
        return with(forgetting -> forgetting.forget(identifier(identifier)));
    }

    /** Says what {@link #forget} would do. */
    public ForgetReceipt preview(String identifier) {
        return with(forgetting -> forgetting.preview(identifier(identifier)));
    }

    /** Forgets in the process that serves the home. */
    public static ForgetReceipt forget(House house, Tombstones tombstones, LiveRoad live, String identifier) {
        Erasing erasing = new Erasing(house, Progress.SILENT);
        return erasing.forgetting(tombstones, Optional.of(live)).forget(erasing.identifier(identifier));
    }

    /** The tombstones of a home: everybody who asks shares one of these. */
    public static Tombstones tombstones(Home home, Registry registry) {
        return new Tombstones(
                registry,
                registry.tombstoneCount() == 0
                        ? TombstoneKey.openOrMake(home.forgetKey())
                        : TombstoneKey.open(home.forgetKey()));
    }

    private ForgetReceipt with(java.util.function.Function<Forgetting, ForgetReceipt> work) {
        Home home = house.home();
        RunningServer.requireNone(home);
        try (Registry registry = SqliteRegistry.open(home.root())) {
            Tombstones tombstones = tombstones(home, registry);
            if (!home.hasLog()) {
                return work.apply(forgetting(tombstones, Optional.empty()));
            }
            try (LiveHome live = LiveHome.open(house, tombstones, progress)) {
                return work.apply(forgetting(tombstones, Optional.of(live)));
            }
        }
    }

    private Forgetting forgetting(Tombstones tombstones, Optional<LiveRoad> live) {
        Home home = house.home();
        return new Forgetting(
                new ForgetRooms(
                        house.lake(),
                        live,
                        tombstones,
                        new Project(home.project()).sources(),
                        home.root(),
                        home.reports()),
                house.clock(),
                progress);
    }

    /** Reads {@code type:value} and brings the value into the form in which it is kept. */
    Identifier identifier(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new TarnException(
                    ErrorCode.WRONG_USAGE,
                    "Say whom to forget as TYPE:VALUE, such as email:ann@example.com, phone:+4915112345678,"
                            + " user_id:4711, record:SOURCE:KEY or profile:ID.");
        }
        IdentifierType type = new IdentifierType(text.substring(0, colon));
        String value = text.substring(colon + 1).strip();
        if (type.equals(IdentifierType.EMAIL)) {
            value = EmailForm.of(value).orElseThrow(() -> unreadable("e-mail address"));
        } else if (type.equals(IdentifierType.PHONE)) {
            String region = house.config().defaultRegion();
            value = PhoneForm.of(value, region.isEmpty() ? null : region)
                    .orElseThrow(() -> unreadable("telephone number"));
        }
        return new Identifier(type, value);
    }

    private static TarnException unreadable(String what) {
        return new TarnException(
                ErrorCode.WRONG_USAGE, "What stands behind the colon is no " + what + ": check its spelling.");
    }
}
