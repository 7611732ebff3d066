package io.tarn.decide.town;

import io.tarn.model.decision.DoNotContact;
import io.tarn.model.decision.Occasion;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Campaign;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Two months of one person: what they said, what held of them, and what set campaigns off.
 *
 * @param changes by instant
 */
record Life(List<ProfileId> constituents, Optional<ZoneId> zone, List<Change> changes, List<Start> starts) {
    private static final SourceName SOURCE = new SourceName("town");
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
            "America/Los_Angeles",
            "Pacific/Auckland",
            "UTC");

    /** What is true from an instant on. */
    sealed interface Change {
        Instant at();

        record Said(Instant at, String category, boolean given) implements Change {}

        record Listed(Instant at, DoNotContact entry) implements Change {}

        record Moved(Instant at, AudienceName audience, boolean in) implements Change {}

        record Found(Instant at, ChannelName channel, boolean reachable) implements Change {}

        record Bought(Instant at) implements Change {}
    }

    /** What sets a campaign off. */
    record Start(Campaign campaign, Occasion occasion) {}

    ProfileId profile() {
        return constituents.getFirst();
    }

    static Life of(Town town, long seed, int starts) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ProfileId> constituents = new ArrayList<>();
        int parts = random.nextInt(10) == 0 ? 3 : 1;
        for (int i = 0; i < parts; i++) {
            constituents.add(ProfileId.derive("town", seed + "/" + i, 0));
        }
        Optional<ZoneId> zone = random.nextInt(10) == 0
                ? Optional.empty()
                : Optional.of(ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
        return new Life(constituents, zone, changes(random), starts(town, random, constituents, starts));
    }

    private static List<Change> changes(SplittableRandom random) {
        List<Change> changes = new ArrayList<>();
        for (ChannelName channel : Town.CHANNELS) {
            if (random.nextInt(4) != 0) {
                changes.add(new Change.Found(Town.BEGIN, channel, true));
            }
        }
        if (random.nextInt(5) != 0) {
            Town.PURPOSES.forEach(purpose -> changes.add(new Change.Said(Town.BEGIN, purpose, true)));
        }
        Town.AUDIENCES.stream()
                .filter(audience -> !audience.equals(Town.OPEN_TICKET) && random.nextBoolean())
                .forEach(audience -> changes.add(new Change.Moved(Town.BEGIN, audience, true)));
        int count = 4 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            changes.add(change(random, moment(random)));
        }
        changes.sort(Comparator.comparing(Change::at));
        return changes;
    }

    private static Change change(SplittableRandom random, Instant at) {
        ChannelName channel = Town.CHANNELS.get(random.nextInt(3));
        return switch (random.nextInt(12)) {
            case 0 -> new Change.Said(at, channel.value(), random.nextBoolean());
            case 1, 2 ->
                new Change.Said(at, Town.PURPOSES.get(random.nextInt(2)) + "." + channel.value(), random.nextBoolean());
            case 3 -> new Change.Said(at, Town.PURPOSES.get(random.nextInt(2)), random.nextInt(3) != 0);
            case 4 -> new Change.Said(at, "service", random.nextBoolean());
            case 5 ->
                random.nextInt(3) != 0
                        ? new Change.Bought(at)
                        : new Change.Listed(
                                at,
                                new DoNotContact(
                                        random.nextInt(3) == 0 ? Optional.empty() : Optional.of(channel),
                                        DoNotContact.Cause.UNSUBSCRIBED,
                                        at));
            case 6 -> new Change.Found(at, channel, random.nextInt(3) != 0);
            case 7, 8 -> new Change.Bought(at);
            default ->
                new Change.Moved(at, Town.AUDIENCES.get(random.nextInt(Town.AUDIENCES.size())), random.nextBoolean());
        };
    }

    /** Three in ten set off several campaigns at one instant. */
    private static List<Start> starts(Town town, SplittableRandom random, List<ProfileId> constituents, int count) {
        List<Start> starts = new ArrayList<>();
        while (starts.size() < count) {
            Instant at = moment(random);
            int together = random.nextInt(10) < 3 ? 2 + random.nextInt(3) : 1;
            for (int i = 0; i < together; i++) {
                Occasion occasion = new Occasion(
                        new EventKey(SOURCE, "m" + starts.size()),
                        at,
                        random.nextInt(20) == 0 ? RawEvent.Origin.HISTORY : RawEvent.Origin.LIVE,
                        constituents.get(random.nextInt(constituents.size())));
                starts.add(new Start(
                        town.campaigns().get(random.nextInt(town.campaigns().size())), occasion));
            }
        }
        return starts;
    }

    /** Whole minutes, so that much falls on one instant. */
    private static Instant moment(SplittableRandom random) {
        return Town.BEGIN.plus(Duration.ofMinutes(random.nextLong(Town.LENGTH.toMinutes())));
    }
}
