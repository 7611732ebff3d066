package io.tarn.server.http;

import io.tarn.loop.live.ChangeFeed;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.ProfileChange;
import io.tarn.wire.view.Disclosure;
import io.tarn.wire.view.ProfileView;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Where changes are listened to, as server-sent events. A listener that does not keep up is told so and dropped: it
 * must not slow down the writer, nor fill the memory.
 */
final class ChangeRoutes {
    private static final long HEARTBEAT_MILLIS = 15_000;

    private final LiveRooms rooms;
    private final Bearer bearer;
    private final AuditBook book;
    private final Replies replies;
    private final ProfileQuery query;
    private final AtomicInteger listeners = new AtomicInteger();

    ChangeRoutes(LiveRooms rooms, Replies replies) {
        this.rooms = rooms;
        this.bearer = new Bearer(rooms);
        this.book = new AuditBook(rooms);
        this.replies = replies;
        this.query = new ProfileQuery(rooms);
    }

    /** Changes of all profiles. */
    void all(RoutingContext context) {
        Context loop = context.vertx().getOrCreateContext();
        Thread.ofVirtual().start(() -> {
            try {
                Caller key = bearer.reading(context.request());
                book.opened(key, "changes.open");
                loop.runOnContext(_ -> listen(context, loop, ProfileRoutes.disclosure(key), new Followed()));
            } catch (RuntimeException failure) {
                loop.runOnContext(_ -> replies.refuse(context, failure));
            }
        });
    }

    /** Changes of one profile, whichever profile it becomes a part of. */
    void one(RoutingContext context) {
        Context loop = context.vertx().getOrCreateContext();
        Thread.ofVirtual().start(() -> {
            try {
                Caller key = bearer.reading(context.request());
                Profile profile = query.shown(key, "changes.open", Address.part(context, "key"))
                        .orElseThrow(Refusals::noSuchProfile);
                loop.runOnContext(
                        _ -> listen(context, loop, ProfileRoutes.disclosure(key), new Followed(profile.id())));
            } catch (RuntimeException failure) {
                loop.runOnContext(_ -> replies.refuse(context, failure));
            }
        });
    }

    private void listen(RoutingContext context, Context loop, Disclosure disclosure, Followed followed) {
        int most = rooms.config().listenersMax();
        if (listeners.incrementAndGet() > most) {
            listeners.decrementAndGet();
            replies.refuse(context, Refusals.tooManyListeners(most));
            return;
        }
        new Listener(context, loop, disclosure, followed).start();
    }

    /** Which profile is listened to; it changes its name when it is merged into another. */
    private static final class Followed {
        private volatile Optional<ProfileId> id;

        Followed() {
            id = Optional.empty();
        }

        Followed(ProfileId id) {
            this.id = Optional.of(id);
        }

        boolean concerns(ProfileChange change) {
            if (id.isEmpty() || change.profile().equals(id.get())) {
                return true;
            }
            if (!change.absorbed().contains(id.get())) {
                return false;
            }
            id = Optional.of(change.profile());
            return true;
        }
    }

    /** One who listens. Told by the writer's thread, writes on its own event loop. */
    private final class Listener implements Consumer<ProfileChange> {
        private final RoutingContext context;
        private final Context loop;
        private final Disclosure disclosure;
        private final Followed followed;
        private final BlockingQueue<ProfileChange> backlog =
                new ArrayBlockingQueue<>(rooms.config().listenerBacklogMax());
        private final AtomicBoolean scheduled = new AtomicBoolean();
        private final AtomicBoolean tooSlow = new AtomicBoolean();

        Listener(RoutingContext context, Context loop, Disclosure disclosure, Followed followed) {
            this.context = context;
            this.loop = loop;
            this.disclosure = disclosure;
            this.followed = followed;
        }

        void start() {
            HttpServerResponse response = context.response();
            response.putHeader("Content-Type", "text/event-stream");
            response.putHeader("Cache-Control", "no-store");
            response.setChunked(true);
            response.write(": changes follow\n\n");
            ChangeFeed.Subscription subscription = rooms.changes().subscribe(this);
            long heartbeat = context.vertx().setPeriodic(HEARTBEAT_MILLIS, _ -> {
                if (!response.writeQueueFull()) {
                    response.write(": still here\n\n");
                }
            });
            response.drainHandler(_ -> write());
            context.addEndHandler(_ -> {
                subscription.close();
                context.vertx().cancelTimer(heartbeat);
                listeners.decrementAndGet();
            });
        }

        @Override
        public void accept(ProfileChange change) {
            if (!followed.concerns(change)) {
                return;
            }
            if (!backlog.offer(change)) {
                tooSlow.set(true);
            }
            if (scheduled.compareAndSet(false, true)) {
                loop.runOnContext(_ -> write());
            }
        }

        private void write() {
            scheduled.set(false);
            HttpServerResponse response = context.response();
            if (response.ended() || response.closed()) {
                return;
            }
            if (tooSlow.get()) {
                response.end(": dropped, because " + rooms.config().listenerBacklogMax()
                        + " changes waited to be read; connect again, and read faster\n\n");
                return;
            }
            while (!response.writeQueueFull()) {
                ProfileChange change = backlog.poll();
                if (change == null) {
                    return;
                }
                response.write(String.join(
                        "\n",
                        "id: " + change.offset(),
                        "event: " + change.kind().name().toLowerCase(Locale.ROOT),
                        "data: " + ProfileView.format(change, disclosure),
                        "",
                        ""));
            }
        }
    }
}
