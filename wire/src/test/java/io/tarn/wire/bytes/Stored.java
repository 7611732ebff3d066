package io.tarn.wire.bytes;

import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.log.AuditRecord;
import io.tarn.model.log.LogEntry;
import io.tarn.model.profile.Aggregate;
import io.tarn.model.profile.ConsentValue;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Merge;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.RecentEvent;
import io.tarn.model.profile.TraitValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Whatever can be stored, at random. */
public final class Stored {
    private Stored() {}

    /** Any UTF-16, unpaired surrogates included, and often plain letters. */
    public static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().alpha().ofMaxLength(20),
                Arbitraries.strings().all().ofMaxLength(20),
                Arbitraries.strings().withChars("aäé日\ud83d\ude00\ud800�").ofMaxLength(12));
    }

    public static Arbitrary<String> words() {
        return Arbitraries.oneOf(Arbitraries.of("web", "shop", "orders", "Größe"), texts());
    }

    public static Arbitrary<Instant> instants() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli),
                Combinators.combine(
                                Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                                Arbitraries.integers().between(0, 999_999_999))
                        .as(Instant::ofEpochSecond));
    }

    public static Arbitrary<ProfileId> profileIds() {
        return Arbitraries.integers().map(number -> ProfileId.derive("web", "" + number, 0));
    }

    public static Arbitrary<Value> values() {
        Arbitrary<Value> plain = Arbitraries.oneOf(
                texts().map(Value.Text::new),
                Combinators.combine(
                                Arbitraries.longs().between(-999_999_999_999L, 999_999_999_999L),
                                Arbitraries.integers().between(0, 6))
                        .as((number, scale) -> new Value.Decimal(BigDecimal.valueOf(number, scale))),
                Arbitraries.of(true, false).map(Value.Flag::new),
                Arbitraries.just(Value.Nothing.NOTHING));
        return Arbitraries.recursive(
                () -> plain,
                inner -> Arbitraries.oneOf(
                        plain,
                        inner.list().ofMaxSize(3).map(Value.Sequence::new),
                        Arbitraries.maps(words(), inner).ofMaxSize(3).map(Value.Fields::new)),
                0,
                3);
    }

    public static Arbitrary<Aggregate.State> states() {
        Arbitrary<Aggregate> aggregates = Arbitraries.oneOf(
                Arbitraries.longs().map(Aggregate.Count::new),
                Combinators.combine(
                                Arbitraries.bigIntegers()
                                        .between(BigInteger.TEN.pow(38).negate(), BigInteger.TEN.pow(38)),
                                Arbitraries.integers().between(-3, 12),
                                Arbitraries.longs())
                        .as((digits, scale, numbers) -> new Aggregate.Total(new BigDecimal(digits, scale), numbers)),
                Combinators.combine(values(), instants(), texts()).as(Aggregate.Edge::new),
                Arbitraries.maps(words(), Arbitraries.longs().greaterOrEqual(1))
                        .ofMaxSize(4)
                        .map(Aggregate.Tally::new));
        return Combinators.combine(aggregates.optional(), instants().optional()).as(Aggregate.State::new);
    }

    public static Arbitrary<Identifier> identifiers() {
        return Combinators.combine(
                        Arbitraries.of(IdentifierType.EMAIL, IdentifierType.PHONE, new IdentifierType("loyalty.card")),
                        texts().filter(text -> !text.isEmpty()))
                .as(Identifier::new);
    }

    public static Arbitrary<TraitValue> traits() {
        return Combinators.combine(values(), words(), instants(), texts()).as(TraitValue::new);
    }

    public static Arbitrary<EventKey> keys() {
        return Combinators.combine(Arbitraries.of("web", "shop"), texts())
                .as((source, id) -> new EventKey(new SourceName(source), id));
    }

    public static Arbitrary<Constituent> constituents() {
        Arbitrary<RecentEvent> recent =
                Combinators.combine(keys(), words(), words(), instants()).as(RecentEvent::new);
        Arbitrary<ConsentValue> consents = Combinators.combine(Arbitraries.of(true, false), words(), instants())
                .as(ConsentValue::new);
        Arbitrary<Constituent> born = Combinators.combine(
                        profileIds(), instants(), Arbitraries.of(Constituent.Origin.class))
                .as(Constituent::born);
        Arbitrary<Map<String, TraitValue>> traits =
                Arbitraries.maps(words(), traits()).ofMaxSize(4);
        return Combinators.combine(
                        born,
                        identifiers().list().ofMaxSize(4),
                        traits,
                        Arbitraries.maps(words(), consents).ofMaxSize(3),
                        Arbitraries.maps(words(), states()).ofMaxSize(4),
                        recent.list().ofMaxSize(4),
                        Arbitraries.longs(),
                        instants())
                .as((one, identifiers, said, consent, states, events, count, last) -> new Constituent(
                        one.id(),
                        one.createdAt(),
                        one.origin(),
                        identifiers,
                        said,
                        consent,
                        states,
                        events,
                        count,
                        last));
    }

    public static Arbitrary<Profile> profiles() {
        Arbitrary<Merge> merges = Combinators.combine(profileIds(), profileIds(), words(), texts(), instants())
                .as(Merge::new);
        return Combinators.combine(
                        constituents().list().ofMinSize(1).ofMaxSize(3),
                        merges.list().ofMaxSize(2))
                .as(Profile::new);
    }

    public static Arbitrary<LogEntry> entries() {
        Arbitrary<LogEntry> received = Combinators.combine(
                        keys(), instants(), Arbitraries.of(RawEvent.Origin.class), Arbitraries.of(true, false), texts())
                .as((key, at, origin, refuses, json) ->
                        new LogEntry.Received(new RawEvent(key, at, origin, refuses, json)));
        Arbitrary<LogEntry.GoldProfile> gold = Combinators.combine(
                        profileIds(),
                        profileIds().list().ofMaxSize(2),
                        identifiers().list().ofMaxSize(3),
                        Arbitraries.maps(words(), traits()).ofMaxSize(3))
                .as(LogEntry.GoldProfile::new);
        Arbitrary<AuditRecord> audited = Combinators.combine(
                        instants(),
                        words(),
                        words(),
                        profileIds().optional(),
                        texts(),
                        words(),
                        Arbitraries.longs().greaterOrEqual(0))
                .as((at, actor, action, profile, subject, word, count) ->
                        new AuditRecord(at, actor, word, action, profile, subject, word, "200", count));
        return Arbitraries.oneOf(
                received,
                StoredEngagement.attempts(),
                Combinators.combine(instants(), audited.list().ofMaxSize(3)).as(LogEntry.Audited::new),
                instants().map(LogEntry.Tick::new),
                Combinators.combine(instants(), texts(), texts(), texts()).as(LogEntry.Defined::new),
                Combinators.combine(instants(), texts(), gold.list().ofMaxSize(2))
                        .as(LogEntry.Published::new),
                Combinators.combine(
                                instants(),
                                texts(),
                                identifiers().list().ofMaxSize(3),
                                identifiers().list().ofMaxSize(3))
                        .as(LogEntry.Quarantined::new),
                Combinators.combine(
                                instants(), profileIds(), profileIds(), Arbitraries.of(LogEntry.Verdict.class), texts())
                        .as(LogEntry.Judged::new),
                Combinators.combine(
                                instants(),
                                profileIds().list().ofMaxSize(3),
                                texts().list().ofMaxSize(3))
                        .as(LogEntry.Forgotten::new));
    }

    /** A profile of some two kilobytes, as a shop has them: the same every time. */
    public static Profile customer() {
        Instant at = Instant.parse("2026-03-04T05:06:07.008Z");
        SourceName web = new SourceName("web");
        ProfileId id = ProfileId.derive("web", "first", 0);
        java.util.TreeMap<String, TraitValue> traits = new java.util.TreeMap<>();
        for (int i = 0; i < 12; i++) {
            traits.put(
                    "trait_" + i,
                    new TraitValue(
                            i % 3 == 0
                                    ? new Value.Decimal(new BigDecimal("12.5" + i))
                                    : new Value.Text("Value number " + i + " of Zoë"),
                            i % 2 == 0 ? "web" : "shop",
                            at.plusSeconds(i),
                            "message-0000-" + i));
        }
        java.util.TreeMap<String, Aggregate.State> states = new java.util.TreeMap<>();
        states.put("orders", new Aggregate.State(Optional.of(new Aggregate.Count(7)), Optional.of(at)));
        states.put(
                "revenue",
                new Aggregate.State(
                        Optional.of(new Aggregate.Total(new BigDecimal("1234567890123456789012.500000"), 7)),
                        Optional.empty()));
        states.put(
                "last_page",
                new Aggregate.State(
                        Optional.of(new Aggregate.Edge(new Value.Text("/home"), at, "message-1")), Optional.empty()));
        states.put(
                "colors",
                new Aggregate.State(Optional.of(new Aggregate.Tally(Map.of("red", 3L, "blue", 4L))), Optional.empty()));
        states.put("never", Aggregate.State.EMPTY);
        List<RecentEvent> recent = new java.util.ArrayList<>();
        for (int i = 0; i < Constituent.RECENT_MAX; i++) {
            recent.add(new RecentEvent(
                    new EventKey(web, "5f0c2f3a-77aa-4b6e-9a53-%012d".formatted(i)),
                    "track",
                    i % 2 == 0 ? "Order Completed" : "Product Viewed",
                    at.minusSeconds(i * 60L)));
        }
        Constituent first = new Constituent(
                id,
                at.minusSeconds(86_400),
                Constituent.Origin.LIVE,
                List.of(
                        new Identifier(IdentifierType.EMAIL, "zoe@example.com"),
                        new Identifier(IdentifierType.USER_ID, "4711")),
                traits,
                Map.of("advertising", new ConsentValue(false, "web", at)),
                states,
                recent,
                42,
                at);
        Constituent second =
                Constituent.born(ProfileId.derive("crm", "second", 0), at.plusNanos(1), Constituent.Origin.GOLD);
        return new Profile(
                List.of(first, second), List.of(new Merge(id, second.id(), "identifier:email", "message-2", at)));
    }
}
