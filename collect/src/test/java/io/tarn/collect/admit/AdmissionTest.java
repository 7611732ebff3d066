package io.tarn.collect.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.event.DecodedEvent;
import io.tarn.model.event.Event;
import io.tarn.model.event.EventHead;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.event.Violation;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.TrackingPlan;
import io.tarn.model.policy.TrackingPlan.Expected;
import io.tarn.model.policy.TrackingPlan.Mode;
import io.tarn.model.policy.TrackingPlan.PropertyType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AdmissionTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    private static final Identifier USER = new Identifier(IdentifierType.USER_ID, "u");
    private static final Expected ORDER =
            new Expected(List.of("order_id", "total"), Map.of("total", PropertyType.NUMBER));

    @Test
    void bringsIdentifiersIntoTheirForm() {
        Admitted admitted = admit(
                TrackingPlan.OPEN,
                track(
                        "A",
                        Map.of(),
                        List.of(
                                new Identifier(IdentifierType.EMAIL, "Ada@Example.ORG"),
                                new Identifier(IdentifierType.PHONE, "030 555 0101"),
                                new Identifier(IdentifierType.EMAIL, "ada@example.org"),
                                new Identifier(IdentifierType.PHONE, "12"))));

        assertThat(((Admitted.Accepted) admitted).event().head().identifiers())
                .containsExactly(
                        new Identifier(IdentifierType.EMAIL, "ada@example.org"),
                        new Identifier(IdentifierType.PHONE, "+49305550101"));
        assertThat(admitted.violations()).extracting(Violation::reason).containsExactly("phone_unreadable");
    }

    @Test
    void putsAsideWhatConcernsNobody() {
        Admitted admitted =
                admit(TrackingPlan.OPEN, track("A", Map.of(), List.of(new Identifier(IdentifierType.EMAIL, "nobody"))));

        assertThat(admitted).isInstanceOf(Admitted.Rejected.class);
        assertThat(admitted.violations())
                .extracting(Violation::reason)
                .containsExactly("email_unreadable", "id_missing");
    }

    @Test
    void onlyReportsWhenThePlanOnlyReports() {
        Admitted admitted = admit(plan(Mode.REPORT), track("Order", Map.of(), List.of(USER)));

        assertThat(admitted).isInstanceOf(Admitted.Accepted.class);
        assertThat(admitted.violations()).hasSize(2);
    }

    @Test
    void putsAsideWhatDoesNotKeepToThePlan() {
        Event wrong = track("Order", Map.of("total", new Value.Text("12.50")), List.of(USER));
        Event unknown = track("Ordr", Map.of(), List.of(USER));

        assertThat(admit(plan(Mode.QUARANTINE), wrong))
                .isEqualTo(new Admitted.Rejected(List.of(
                        new Violation(
                                "property_missing",
                                "properties.order_id",
                                "The tracking plan wants 'order_id' on every 'Order'. Send it."),
                        new Violation(
                                "property_type",
                                "properties.total",
                                "The tracking plan wants 'total' of 'Order' to be a number, and it is a text. Send it as JSON"
                                        + " number."))));
        assertThat(admit(plan(Mode.QUARANTINE), unknown))
                .isEqualTo(new Admitted.Rejected(List.of(new Violation(
                        "event_unplanned",
                        "event",
                        "The tracking plan has no event of this name. Did you mean 'Order'? Add it to the plan, or send"
                                + " one that is in it."))));
    }

    private static TrackingPlan plan(Mode mode) {
        return new TrackingPlan(mode, false, Map.of("Order", ORDER));
    }

    private static Admitted admit(TrackingPlan plan, Event event) {
        return new Admission(plan, "DE").admit(new DecodedEvent.Understood(event, List.of()));
    }

    private static Event track(String name, Map<String, Value> properties, List<Identifier> identifiers) {
        EventHead head = new EventHead(
                new EventKey(new SourceName("web"), "m"),
                AT,
                Optional.empty(),
                AT,
                RawEvent.Origin.LIVE,
                identifiers,
                Map.of(),
                Value.Fields.NONE);
        return new Event.Track(head, name, new Value.Fields(properties));
    }
}
