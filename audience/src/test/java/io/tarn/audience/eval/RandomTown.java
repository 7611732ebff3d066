package io.tarn.audience.eval;

import io.tarn.model.event.Value;
import io.tarn.model.message.ChannelKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random persons whose traits and events meet what random expressions ask for, and its edges, often. */
final class RandomTown {
    /** Four hours before a February ends that has no 29th. */
    static final Instant START = Instant.parse("2027-02-28T20:00:00Z");

    /** No event is later than so many minutes after the start. */
    static final int MINUTES = 120;

    static final String ODD = "it's \"odd\"";

    private RandomTown() {}

    static Arbitrary<List<TestingCustomer>> customers() {
        return Combinators.combine(
                        traits(),
                        events(),
                        consents(),
                        Arbitraries.of(ChannelKind.class).set())
                .as((traits, events, consents, channels) ->
                        new TestingCustomer("", traits, numbered(events), consents, channels))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(RandomTown::named);
    }

    private static List<TestingCustomer> named(List<TestingCustomer> customers) {
        List<TestingCustomer> named = new ArrayList<>();
        for (TestingCustomer one : customers) {
            named.add(new TestingCustomer(
                    "c" + named.size(), one.traits(), one.events(), one.consents(), one.channels()));
        }
        return named;
    }

    private static List<TestingEvent> numbered(List<TestingEvent> events) {
        List<TestingEvent> numbered = new ArrayList<>();
        for (TestingEvent one : events) {
            numbered.add(new TestingEvent(one.name(), one.at(), "m" + numbered.size(), one.properties()));
        }
        return numbered;
    }

    private static Arbitrary<List<TestingEvent>> events() {
        Arbitrary<Map<String, Value>> properties =
                Arbitraries.maps(Arbitraries.of("price", "item", ODD), values()).ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.of("Bought", "page", "page", ODD),
                        Arbitraries.integers().between(0, MINUTES),
                        properties)
                .as((name, minute, some) -> TestingEvent.of(name, START.plus(Duration.ofMinutes(minute)), "", some))
                .list()
                .ofMaxSize(14);
    }

    private static Arbitrary<Map<String, Value>> traits() {
        Arbitrary<String> names = Arbitraries.of("country", ODD, "orders", "total", "subscribed", "born", "seen");
        return Arbitraries.maps(names, Arbitraries.oneOf(values(), times())).ofMaxSize(7);
    }

    private static Arbitrary<Map<String, Boolean>> consents() {
        return Arbitraries.maps(
                        Arbitraries.of("marketing", "marketing.email", "email", "sms", "marketing.sms", ODD),
                        Arbitraries.of(true, false))
                .ofMaxSize(5);
    }

    /** Days and instants about the start, and what looks like one. */
    static Arbitrary<Value> times() {
        Arbitrary<String> near = Arbitraries.integers()
                .between(-300, 600)
                .map(minutes -> START.plus(Duration.ofMinutes(minutes)).toString());
        Arbitrary<String> days = Arbitraries.integers()
                .between(-3, 5)
                .map(day -> START.plus(Duration.ofDays(day)).toString().substring(5, 10))
                .flatMap(day -> Arbitraries.of("1990-", "2027-", "2024-").map(year -> year + day));
        Arbitrary<String> others = Arbitraries.of(
                "1992-02-29",
                "2027-02-29",
                "2027-02-30",
                "2027-02-28T22:00",
                "2027-02-28 22:00:00",
                "2027-02-28T22:00:00.5+01:00",
                "2027-02-28T24:00:00Z",
                "2027-03-01T00:00:00.0000001Z",
                "0000-01-01",
                "2999-12-31",
                "3000-01-01",
                "2027-2-28",
                "2027-02-28T22:00:00+25:00",
                "2027-02-28t22:00:00z",
                "2027-02-28T22:00:00-11:30",
                "2027-02-28T22:00:60Z");
        return Arbitraries.oneOf(near, days, others).map(Value.Text::new);
    }

    static Arbitrary<Value> values() {
        Arbitrary<Value> numbers = Arbitraries.bigDecimals()
                .between(new BigDecimal("-999999999999"), new BigDecimal("999999999999"))
                .ofScale(6)
                .map(Value.Decimal::new);
        Arbitrary<Value> texts = texts().map(Value.Text::new);
        Arbitrary<Value> small = Arbitraries.integers().between(-2, 3).map(Value.Decimal::of);
        Arbitrary<Value> others = Arbitraries.of(
                new Value.Flag(true),
                new Value.Flag(false),
                new Value.Sequence(List.of(Value.Decimal.of(1), new Value.Text("x\n\""))));
        return Arbitraries.oneOf(numbers, texts, texts, small, small, others);
    }

    static Arbitrary<String> texts() {
        return Arbitraries.of(
                "IT",
                "FR",
                "it",
                "",
                "1",
                "1.50",
                "-2",
                "0",
                "1e3",
                " 1",
                "+1",
                "1.",
                "007",
                "true",
                "false",
                "a",
                "ab",
                "ä",
                "a\u0308",
                "😀",
                "\uffee",
                "'",
                "''; DROP TABLE p; --",
                "%",
                "_",
                "\\",
                "?",
                "null",
                "1\n");
    }
}
