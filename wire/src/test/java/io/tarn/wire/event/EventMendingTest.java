package io.tarn.wire.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.policy.TrackingPlan.PropertyType;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EventMendingTest {
    private static final EventMending MENDING = new EventMending(
            Map.of("total", "12.50", ".userId", "u-1"),
            Map.of("orderId", "order_id"),
            Set.of("debug"),
            Map.of("count", PropertyType.NUMBER, "gift", PropertyType.FLAG, "note", PropertyType.NUMBER));

    @Test
    void renamesSetsMakesTypesAndDrops() {
        String json = "{\"type\":\"track\",\"event\":\"X\",\"properties\":{\"orderId\":7,\"count\":\"3\","
                + "\"gift\":\"TRUE\",\"note\":\"none\",\"debug\":{\"a\":1}}}";

        assertThat(MENDING.apply(json))
                .isEqualTo("{\"type\":\"track\",\"event\":\"X\",\"properties\":{\"count\":3,\"gift\":true,"
                        + "\"note\":\"none\",\"order_id\":7,\"total\":12.5},\"userId\":\"u-1\"}");
    }

    @Test
    void meansTheTraitsOfAnIdentify() {
        assertThat(new EventMending(Map.of(), Map.of("mail", "email"), Set.of(), Map.of())
                        .apply("{\"type\":\"identify\",\"traits\":{\"mail\":\"a@x.example\"}}"))
                .isEqualTo("{\"type\":\"identify\",\"traits\":{\"email\":\"a@x.example\"}}");
    }

    @Test
    void leavesAloneWhatItCannotRead() {
        assertThat(MENDING.apply("{\"type\"")).isEqualTo("{\"type\"");
        assertThat(MENDING.apply("[1]")).isEqualTo("[1]");
        assertThat(EventMending.NONE.apply("{ \"a\": 1 }")).isEqualTo("{ \"a\": 1 }");
    }
}
