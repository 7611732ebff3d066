package io.tarn.wire.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.event.DecodedEvent;
import io.tarn.model.event.Event;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.event.Violation;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.SourceName;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EventCodecTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void readsWhomAnEventConcerns() {
        Event event =
                understood("{'type':'identify','userId':42,'anonymousId':' a ','traits':{'email':'A@b.de','phone':'1'},"
                        + "'context':{'device':{'id':'d'},'traits':{'email':'A@b.de'},'externalIds':[{'id':'x','type':'GA Client-Id'},"
                        + "{'id':'y','type':'account_id','collection':'accounts'}]}}");

        assertThat(event.head().identifiers())
                .containsExactly(
                        new Identifier(IdentifierType.USER_ID, "42"),
                        new Identifier(IdentifierType.ANONYMOUS_ID, "a"),
                        new Identifier(IdentifierType.EMAIL, "A@b.de"),
                        new Identifier(IdentifierType.PHONE, "1"),
                        new Identifier(IdentifierType.DEVICE_ID, "d"),
                        new Identifier(new IdentifierType("ga_client_id"), "x"));
    }

    @Test
    void mendsASkewedClock() {
        Event event = understood("{'type':'page','userId':'u','timestamp':'2026-11-21T12:59:58.000Z',"
                + "'sentAt':'2026-11-21T13:00:00.000Z'}");

        assertThat(event.head().timestamp()).isEqualTo("2026-11-21T09:59:58Z");
        assertThat(event.head().originalTimestamp()).contains(Instant.parse("2026-11-21T12:59:58Z"));
    }

    @Test
    void believesNeither1970NorTheFuture() {
        assertTime("'1970-01-01T00:00:00.000Z'", "2026-11-21T10:00:00Z", "timestamp_unbelievable");
        assertTime("'2100-01-01T00:00:00Z'", "2026-11-21T10:00:00Z", "timestamp_ahead");
        assertTime("'soon'", "2026-11-21T10:00:00Z", "timestamp_unreadable");
        assertTime("1763719200000", "2025-11-21T10:00:00Z");
        assertTime("1763719200", "2025-11-21T10:00:00Z");
        assertTime("'1763719200000'", "2025-11-21T10:00:00Z");
        assertTime("'1763719200'", "2025-11-21T10:00:00Z");
        assertTime("'2026-11-20'", "2026-11-20T00:00:00Z");
        assertTime("'2026-11-20 01:02:03.123456789'", "2026-11-20T01:02:03.123456Z");
        assertTime("'2026-11-20T01:02:03+02:00'", "2026-11-19T23:02:03Z");
        assertTime("'2026-02-30T01:02:03.000Z'", "2026-11-21T10:00:00Z", "timestamp_unreadable");
    }

    @Test
    void saysWhyATimeIsNotBelieved() {
        assertThat(decode("{'type':'page','userId':'u','timestamp':'1970-01-01T00:00:00.000Z'}")
                        .violations())
                .extracting(Violation::detail)
                .containsExactly(
                        "The timestamp lies before 1980-01-01T00:00:00Z; the time of receipt stands in for it. Is"
                                + " the client's clock set, and is the unit seconds or milliseconds?");
        assertThat(decode("{'type':'page','userId':'u','timestamp':'2100-01-01T00:00:00Z'}")
                        .violations())
                .extracting(Violation::detail)
                .containsExactly(
                        "The timestamp lies more than a day after the receipt; the time of receipt stands in for"
                                + " it. Send 'sentAt' from the same clock, so that it can be mended.");
        assertThat(decode("{'type':'page','userId':'u','timestamp':'soon'}").violations())
                .extracting(Violation::detail)
                .containsExactly(
                        "The timestamp is neither ISO 8601 nor a number of milliseconds since 1970; the time of"
                                + " receipt stands in for it.");
    }

    @Test
    void recordsConsentAndTheOptOutOfSale() {
        Event event = understood("{'type':'page','userId':'u','context':{'consent':{'categoryPreferences':"
                + "{'Advertising':true,'Analytics':false,'Odd':'yes'}}}}");

        assertThat(event.head().consents())
                .isEqualTo(Map.of("Advertising", true, "Analytics", false, "sale_of_data", false));
    }

    @Test
    void keepsNumbersThatDoNotFitAsText() {
        DecodedEvent decoded = decode("{'type':'track','event':'A','userId':'u','properties':{'n':1e30,'m':1.50}}");

        assertThat(((DecodedEvent.Understood) decoded).event().properties().fields())
                .containsEntry("n", new Value.Text("1e30"))
                .containsEntry("m", new Value.Decimal(new java.math.BigDecimal("1.5")));
        assertThat(decoded.violations()).extracting(Violation::reason).containsExactly("number_unfit");
    }

    @Test
    void replacesHalvesOfSurrogatePairs() {
        DecodedEvent decoded = decode(
                "{'type':'track','event':'A','userId':'u\\ud800','properties':{'a':'\\udc00b','c':'\\ud83d\\ude80'}}");

        Event event = ((DecodedEvent.Understood) decoded).event();
        assertThat(event.head().identifiers()).containsExactly(new Identifier(IdentifierType.USER_ID, "u\ufffd"));
        assertThat(((Event.Track) event).properties().fields())
                .containsEntry("a", new Value.Text("\ufffdb"))
                .containsEntry("c", new Value.Text("\ud83d\ude80"));
    }

    @Test
    void saysWhatIsWrong() {
        assertUnreadable("{'userId':'u'}", "type_missing");
        assertUnreadable("{'type':'trak','userId':'u'}", "type_unknown");
        assertUnreadable("{'type':'batch','userId':'u'}", "type_unknown");
        assertUnreadable("{'type':'track','userId':'u','event':' '}", "event_missing");
        assertUnreadable("{'type':'group','userId':'u'}", "group_id_missing");
        assertUnreadable("{'type':'alias','userId':'u'}", "previous_id_missing");
        assertUnreadable("{'type':'page','properties':" + "[".repeat(33) + "]".repeat(33) + "}", "unreadable");
    }

    @Test
    void tellsAnAnonymousPreviousIdByItsShape() {
        assertThat(((Event.Alias) understood("{'type':'alias','userId':'u','previousId':'old'}")).previous())
                .isEqualTo(new Identifier(IdentifierType.USER_ID, "old"));
        assertThat(((Event.Alias) understood(
                                "{'type':'alias','userId':'u','previousId':'3fa85f64-5717-4562-b3fc-2c963f66afa6'}"))
                        .previous()
                        .type())
                .isEqualTo(IdentifierType.ANONYMOUS_ID);
    }

    @Test
    void writesValuesPlainly() {
        String json = "{\"a\":[1,2.5,\"x\",true,null,{}],\"b\":1000000,\"c\":0.000001}";

        assertThat(ValueCodec.format(ValueCodec.parse(json))).isEqualTo(json);
        assertThat(ValueCodec.format(ValueCodec.parse("[1e3,1.10,-0.0]"))).isEqualTo("[1000,1.1,0]");
    }

    private static void assertTime(String timestamp, String expected, String... words) {
        DecodedEvent decoded = decode("{'type':'page','userId':'u','timestamp':" + timestamp + "}");
        assertThat(((DecodedEvent.Understood) decoded).event().head().timestamp())
                .isEqualTo(expected);
        assertThat(decoded.violations()).extracting(Violation::reason).containsExactly(words);
    }

    private static void assertUnreadable(String json, String... words) {
        DecodedEvent decoded = decode(json);
        assertThat(decoded).isInstanceOf(DecodedEvent.Unreadable.class);
        assertThat(decoded.violations()).extracting(Violation::reason).containsExactly(words);
    }

    private static Event understood(String json) {
        return ((DecodedEvent.Understood) decode(json)).event();
    }

    private static DecodedEvent decode(String json) {
        EventKey key = new EventKey(new SourceName("web"), "m");
        return EventCodec.decode(
                new RawEvent(key, RECEIVED, RawEvent.Origin.LIVE, json.contains("consent"), json.replace('\'', '"')));
    }
}
