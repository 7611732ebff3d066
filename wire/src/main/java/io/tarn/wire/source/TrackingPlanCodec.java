package io.tarn.wire.source;

import io.tarn.model.policy.TrackingPlan;
import io.tarn.model.policy.TrackingPlan.Expected;
import io.tarn.model.policy.TrackingPlan.Mode;
import io.tarn.model.policy.TrackingPlan.PropertyType;
import io.tarn.wire.yaml.YamlDocument;
import io.tarn.wire.yaml.YamlFaults;
import io.tarn.wire.yaml.YamlMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads {@code tracking-plan.yaml}:
 *
 * <pre>
 * mode: quarantine        # or report
 * others: refused         # or allowed: tracked events that are not named here
 * events:
 *   - name: Order Completed
 *     required: [order_id, total]
 *     types:
 *       total: number     # text, number, flag, list or object
 * </pre>
 *
 * <p>All faults of a file are told at once.
 */
public final class TrackingPlanCodec {
    private static final List<String> KEYS = List.of("mode", "others", "events");
    private static final List<String> EVENT_KEYS = List.of("name", "required", "types");
    private static final Map<String, Mode> MODES = Map.of("report", Mode.REPORT, "quarantine", Mode.QUARANTINE);
    private static final Map<String, Boolean> OTHERS = Map.of("allowed", true, "refused", false);
    private static final Map<String, PropertyType> TYPES = new TreeMap<>();

    static {
        for (PropertyType type : PropertyType.values()) {
            TYPES.put(type.name().toLowerCase(Locale.ROOT), type);
        }
    }

    private TrackingPlanCodec() {}

    /**
     * Reads a plan.
     *
     * @param file names the text in messages
     */
    public static TrackingPlan read(String yaml, String file) {
        YamlFaults faults = new YamlFaults(file);
        YamlMap root = YamlMap.of(YamlDocument.compose(yaml, file), "", faults, KEYS);
        Mode mode = root.choice("mode", MODES);
        Boolean others = root.text("others").isEmpty() ? Boolean.TRUE : root.choice("others", OTHERS);
        Map<String, Expected> events = new TreeMap<>();
        int place = 0;
        for (Node node : root.items("events")) {
            YamlMap event = YamlMap.of(node, "events[" + place++ + "]", faults, EVENT_KEYS);
            String name = event.required("name");
            Map<String, PropertyType> types = new TreeMap<>();
            event.textMap("types").forEach((property, word) -> {
                PropertyType type = TYPES.get(word);
                if (type == null) {
                    event.fault("types", property + ": " + YamlFaults.unknownText("type", word, TYPES.keySet()));
                } else {
                    types.put(property, type);
                }
            });
            if (events.put(name, new Expected(event.texts("required"), types)) != null) {
                event.fault("name", "'" + name + "' stands twice; keep one");
            }
        }
        faults.throwIfAny();
        return new TrackingPlan(mode == null ? Mode.REPORT : mode, others == null || others, events);
    }
}
