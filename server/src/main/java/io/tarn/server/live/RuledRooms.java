package io.tarn.server.live;

import io.tarn.loop.Progress;
import io.tarn.loop.live.ChangeFeed;
import io.tarn.loop.live.EventTracer;
import io.tarn.loop.live.LakeSink;
import io.tarn.loop.live.LiveAdmission;
import io.tarn.loop.live.LiveConfig;
import io.tarn.loop.live.LiveProfiles;
import io.tarn.loop.live.LiveRules;
import io.tarn.loop.live.LiveStatus;
import io.tarn.loop.live.OnlineDecisions;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.Value;
import io.tarn.model.profile.Profile;
import io.tarn.server.CountedStore;
import io.tarn.server.House;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import java.util.Map;
import java.util.Optional;

/**
 * The live rooms that go by definitions, and are set up anew when these change: profiles, messages, decisions. Events
 * enter the log and profiles can be read all the while. Safe to share between threads; changes come one at a time.
 */
final class RuledRooms implements AutoCloseable {
    private final Ports ports;
    private volatile Going going;
    private volatile Optional<String> fault = Optional.empty();

    /** What they are wired to. */
    record Ports(
            House house,
            EventLog log,
            ProfileStore store,
            LiveAdmission admission,
            EventTracer tracer,
            ChangeFeed feed,
            Engaging engaging) {}

    /** What goes by some rules. */
    private record Going(LiveRules rules, LiveProfiles profiles, OnlineDecisions decisions) {}

    /** Begins to follow the log, on a store that is ready for the rules. */
    RuledRooms(Ports ports, LiveRules rules) {
        this.ports = ports;
        this.going = start(rules);
    }

    private Going start(LiveRules rules) {
        LiveProfiles profiles = new LiveProfiles(
                ports.house().lake(),
                new LakeSink.Ports(
                        ports.log(),
                        ports.store(),
                        ports.admission(),
                        ports.house().clock(),
                        ports.tracer()),
                rules,
                new LiveProfiles.Surroundings(
                        ports.feed(), ports.house().home().root().resolve("tmp").resolve("live")),
                LiveConfig.defaults());
        ports.engaging().start(rules.campaigns());
        return new Going(
                rules,
                profiles,
                new OnlineDecisions(
                        ports.store(),
                        rules.campaigns(),
                        ports.engaging().sending().state()));
    }

    /**
     * Goes by other rules from the entry of the log on that is next: counts what they count anew, and fills audiences.
     * What fails leaves profiles as they are, and standing still until the server is started again.
     */
    void change(LiveRules rules, Progress progress) {
        try {
            ports.engaging().stop();
            going.profiles().close();
            if (!going.profiles().isEnded()) {
                throw new TarnException(
                        ErrorCode.STORAGE_UNAVAILABLE,
                        "What is on its way to profiles and the lake did not end in time.");
            }
            new CountedStore(ports.house(), ports.log(), ports.admission(), rules, progress).makeReady(ports.store());
            going = start(rules);
        } catch (RuntimeException failure) {
            String reason = failure instanceof TarnException known
                    ? String.valueOf(known.getMessage())
                    : failure.getClass().getName();
            fault = Optional.of("Other definitions could not be taken over: " + reason
                    + " Profiles stand still; start the server again.");
            throw failure;
        }
    }

    LiveRules rules() {
        return going.rules();
    }

    OnlineDecisions decisions() {
        return going.decisions();
    }

    Map<String, Value> computed(Profile profile) {
        return going.profiles().traits().values(profile);
    }

    LiveStatus status() {
        LiveStatus status = going.profiles().status();
        return fault.map(status::broken).orElse(status);
    }

    /** Why profiles stand still, should they. */
    Optional<RuntimeException> failure() {
        return fault.<RuntimeException>map(text -> new TarnException(ErrorCode.STORAGE_UNAVAILABLE, text))
                .or(going.profiles()::failure);
    }

    /** Ends what goes out first, so that nothing is written to what closes. */
    @Override
    public void close() {
        ports.engaging().close();
        going.profiles().close();
    }
}
