package io.tarn.wire.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.policy.TrackingPlan;
import io.tarn.model.policy.TrackingPlan.Expected;
import io.tarn.model.policy.TrackingPlan.Mode;
import io.tarn.model.policy.TrackingPlan.PropertyType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TrackingPlanCodecTest {
    @Test
    void readsAPlan() {
        TrackingPlan plan = TrackingPlanCodec.read("""
                mode: quarantine
                others: refused
                events:
                  - name: Order Completed
                    required: [order_id, total]
                    types:
                      total: number
                """, "tracking-plan.yaml");

        assertThat(plan)
                .isEqualTo(new TrackingPlan(
                        Mode.QUARANTINE,
                        false,
                        Map.of(
                                "Order Completed",
                                new Expected(List.of("order_id", "total"), Map.of("total", PropertyType.NUMBER)))));
    }

    @Test
    void tellsAllFaultsAtOnce() {
        assertThatThrownBy(() -> TrackingPlanCodec.read("""
                        mode: quarantin
                        events:
                          - name: A
                            types: {total: numbr}
                          - name: A
                        """, "tracking-plan.yaml"))
                .hasMessage("""
                        tracking-plan.yaml has 3 faults:
                          line 1, mode: unknown mode 'quarantin'. Did you mean 'quarantine'?
                          line 4, events[0].types: total: unknown type 'numbr'. Did you mean 'number'?
                          line 5, events[1].name: 'A' stands twice; keep one""");
    }
}
