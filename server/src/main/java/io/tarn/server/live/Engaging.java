package io.tarn.server.live;

import io.tarn.engage.delivery.Channel;
import io.tarn.engage.delivery.DeliveryJournal;
import io.tarn.loop.engage.Delivery;
import io.tarn.loop.engage.DeliveryConfig;
import io.tarn.loop.engage.DeliveryStatus;
import io.tarn.loop.engage.MessageReasons;
import io.tarn.loop.engage.OutcomeIntake;
import io.tarn.loop.live.CampaignRules;
import io.tarn.loop.live.ChangeFeed;
import io.tarn.loop.live.Intake;
import io.tarn.loop.live.SendingSwitch;
import io.tarn.loop.live.StandingWish;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.Purpose;
import io.tarn.model.policy.Campaign;
import io.tarn.model.profile.ConsentValue;
import io.tarn.model.profile.Profile;
import io.tarn.server.House;
import io.tarn.server.channel.Channels;
import io.tarn.server.http.LiveRooms;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What goes out of a home to persons, and what comes back: wired by hand. Messages leave between {@link #start} and
 * {@link #stop}; the kill switch holds throughout. Safe to share between threads.
 */
final class Engaging implements AutoCloseable {
    private final House house;
    private final Ports ports;
    private final ProfileStore store;
    private final SendingSwitch sending;
    private final LiveRooms.Links links;
    private volatile @Nullable Running running;

    /** What goes out by some rules. */
    private record Running(CampaignRules rules, Delivery delivery, ChangeFeed.Subscription waking) {}

    /** What it is wired to. */
    record Ports(EventLog log, ProfileStore store, Intake intake, ChangeFeed feed, InstantSource clock) {}

    /** @param own where people reach this server */
    Engaging(House house, URI own, Ports ports) {
        this.house = house;
        this.ports = ports;
        this.store = ports.store();
        sending = new SendingSwitch(ports.log(), store, ports.clock());
        links = new LiveRooms.Links(
                Channels.links(house.config().engage(), house.home().root(), own),
                new OutcomeIntake(store::findDispatch, this::consents, ports.intake()::accept, ports.clock()),
                dispatch -> new MessageReasons(campaigns(), this::consents).of(dispatch),
                this::purposes);
    }

    /** Lets messages leave by some rules. */
    void start(CampaignRules rules) {
        Delivery delivery = new Delivery(
                new Delivery.Ports(
                        ports.log(), store, journal -> channels(house, journal, ports.clock()), ports.clock()),
                DeliveryConfig.defaults(),
                sending,
                new StandingWish(store, rules));
        running = new Running(rules, delivery, ports.feed().watchCommits(delivery::wake));
    }

    /** Lets what is under way end; then nothing leaves any more. */
    void stop() {
        Running one = running;
        if (one != null) {
            one.waking().close();
            one.delivery().close();
        }
    }

    private List<Campaign> campaigns() {
        Running one = running;
        return one == null ? List.of() : one.rules().campaigns();
    }

    private DeliveryStatus status() {
        return Objects.requireNonNull(running, "Messages leave before anybody asks.")
                .delivery()
                .status();
    }

    private static List<Channel> channels(House house, DeliveryJournal journal, InstantSource clock) {
        Channels.Secrets secrets = new Channels.Secrets(house.home().root(), System.getenv());
        return Channels.open(house.config().engage(), secrets, journal, clock).all();
    }

    /** What the links of messages lead to. */
    LiveRooms.Links links() {
        return links;
    }

    /** What stops and releases it all, and tells how it goes. */
    LiveRooms.Sending sending() {
        return new LiveRooms.Sending(sending, sending::pull, sending::release, this::status);
    }

    private Map<String, ConsentValue> consents(List<Identifier> leads) {
        Map<String, ConsentValue> consents = new TreeMap<>();
        List<ProfileId> owners = store.findIdentifiers(leads).values().stream()
                .flatMap(state -> state.owner().stream())
                .distinct()
                .toList();
        for (Profile profile : store.findProfiles(owners).values()) {
            profile.consents()
                    .forEach((category, said) ->
                            consents.merge(category, said, (old, other) -> other.survives(old) ? other : old));
        }
        return consents;
    }

    private List<Purpose> purposes() {
        return campaigns().stream()
                .flatMap(campaign -> campaign.steps().stream())
                .map(step -> step.purpose())
                .filter(purpose -> !purpose.isTransactional())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        stop();
    }
}
