package io.tarn.wire.campaign;

import io.tarn.model.message.Purpose;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.Campaign.Kind;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.Exclusion;
import io.tarn.model.policy.FrequencyCap;
import io.tarn.model.policy.Goal;
import io.tarn.model.policy.HoldoutDeclaration;
import io.tarn.model.policy.MessageStep;
import io.tarn.model.policy.Trigger;
import io.tarn.wire.yaml.YamlDocument;
import io.tarn.wire.yaml.YamlFaults;
import io.tarn.wire.yaml.YamlMap;
import io.tarn.wire.yaml.YamlText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads and writes {@code campaigns/NAME.yaml}, one campaign a file:
 *
 * <pre>
 * name: abandoned_cart
 * goal: {event: Order Completed, value: total, margin: 12.50, window: 7 days}
 * trigger: {event: Cart Updated, where: [{property: total, at_least: 20}]}
 * audience: reachable_shoppers
 * exclude: [open_ticket, converted]
 * steps:
 * - name: reminder
 *   delay: 1 hour
 *   channel: email
 *   template: cart_reminder
 * holdout: 10%
 * </pre>
 *
 * <p>{@code docs/campaigns.md} shows every key. Reading back what was written gives the same campaign. All faults of a
 * file are told at once.
 */
public final class CampaignCodec {
    private static final List<String> KEYS =
            List.of("name", "kind", "goal", "trigger", "audience", "exclude", "steps", "caps", "holdout");
    private static final List<String> GOAL_KEYS = List.of("event", "value", "margin", "window");
    private static final List<String> TRIGGER_KEYS = List.of("event", "where", "enters");
    private static final Map<String, Kind> KINDS = kinds();
    private static final String CONVERTED = "converted";
    private static final Duration GOAL_WINDOW = Duration.ofDays(7);

    private CampaignCodec() {}

    /**
     * Reads a campaign.
     *
     * @param place names the text in messages, such as its file
     */
    public static Campaign read(String yaml, String place) {
        YamlFaults faults = new YamlFaults(place);
        YamlMap root = YamlMap.of(YamlDocument.compose(yaml, place), "", faults, KEYS);
        root.required("name");
        Optional<CampaignName> name = root.made("name", CampaignName::new);
        Kind kind = root.has("kind")
                ? Optional.ofNullable(root.choice("kind", KINDS)).orElse(Kind.MARKETING)
                : Kind.MARKETING;
        Optional<Goal> goal = goal(root);
        Optional<Trigger> trigger = trigger(root, faults);
        Optional<AudienceName> audience = root.made("audience", AudienceName::new);
        List<Exclusion> exclusions = exclusions(root, faults);
        List<MessageStep> steps = StepText.read(root, purpose(kind));
        List<FrequencyCap> caps = LimitText.caps(root);
        Optional<HoldoutDeclaration> holdout =
                LimitText.holdout(root, name.map(CampaignName::value).orElse("campaign"));
        if (name.isEmpty() || goal.isEmpty() || trigger.isEmpty() || (steps.isEmpty() && !faults.isEmpty())) {
            throw faults.thrown();
        }
        Optional<Campaign> campaign = root.made(
                "",
                () -> new Campaign(
                        name.get(), kind, goal.get(), trigger.get(), audience, exclusions, steps, caps, holdout));
        return campaign.filter(_ -> faults.isEmpty()).orElseThrow(faults::thrown);
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("marketing", Kind.MARKETING);
        kinds.put("transactional", Kind.TRANSACTIONAL);
        return kinds;
    }

    /** What a step is for that names no purpose. */
    private static Purpose purpose(Kind kind) {
        return switch (kind) {
            case MARKETING -> Purpose.MARKETING;
            case TRANSACTIONAL -> Purpose.TRANSACTIONAL;
        };
    }

    private static Optional<Goal> goal(YamlMap root) {
        if (!root.has("goal")) {
            root.fault("goal", "is missing; name the event that is the conversion, such as {event: Order Completed}");
            return Optional.empty();
        }
        return root.map("goal", GOAL_KEYS).flatMap(map -> {
            String event = map.required("event");
            Optional<BigDecimal> margin = map.decimal("margin");
            Duration window = LengthText.read(map, "window").orElse(GOAL_WINDOW);
            return map.made("", () -> new Goal(event, map.text("value"), margin.orElse(BigDecimal.ZERO), window));
        });
    }

    private static Optional<Trigger> trigger(YamlMap root, YamlFaults faults) {
        if (!root.has("trigger")) {
            root.fault("trigger", "is missing; write {event: Cart Updated} or {enters: AUDIENCE}");
            return Optional.empty();
        }
        return root.map("trigger", TRIGGER_KEYS).flatMap(map -> {
            if (map.has("event") == map.has("enters")) {
                map.fault("", "needs 'event' or 'enters', one of the two");
                return Optional.empty();
            }
            if (map.has("enters")) {
                if (map.has("where")) {
                    map.fault("where", "looks at an event's properties; 'enters' has none");
                }
                return map.made("enters", AudienceName::new).map(Trigger.OnEntry::new);
            }
            var filters = FilterText.read(map, "where", faults);
            return map.made("event", event -> new Trigger.OnEvent(event, filters));
        });
    }

    private static List<Exclusion> exclusions(YamlMap root, YamlFaults faults) {
        List<Exclusion> exclusions = new ArrayList<>();
        int place = 0;
        for (Node item : root.items("exclude")) {
            String path = root.at("exclude") + "[" + place++ + "]";
            if (item instanceof ScalarNode scalar && scalar.getValue().equals(CONVERTED)) {
                exclusions.add(new Exclusion.Converted());
            } else {
                AudienceItem.read(item, path, faults)
                        .map(Exclusion.InAudience::new)
                        .ifPresent(exclusions::add);
            }
        }
        return exclusions;
    }

    /** Writes a campaign; reading it back gives the same value. */
    public static String write(Campaign campaign) {
        StringBuilder out = new StringBuilder();
        out.append("name: ").append(YamlText.scalar(campaign.name().value())).append('\n');
        if (campaign.isTransactional()) {
            out.append("kind: transactional\n");
        }
        out.append("goal: ").append(text(campaign.goal())).append('\n');
        out.append("trigger: ").append(text(campaign.trigger())).append('\n');
        campaign.audience()
                .ifPresent(audience -> out.append("audience: ")
                        .append(YamlText.scalar(audience.value()))
                        .append('\n'));
        if (!campaign.exclusions().isEmpty()) {
            out.append(campaign.exclusions().stream()
                    .map(CampaignCodec::text)
                    .collect(Collectors.joining(", ", "exclude: [", "]\n")));
        }
        StepText.write(out, campaign.steps(), purpose(campaign.kind()));
        LimitText.writeCaps(out, campaign.caps());
        LimitText.writeHoldout(out, campaign.holdout(), campaign.name().value());
        return out.toString();
    }

    private static String text(Goal goal) {
        String value = goal.valueProperty()
                .map(path -> ", value: " + YamlText.scalar(path))
                .orElse("");
        return "{event: " + YamlText.scalar(goal.event()) + value + ", margin: "
                + goal.margin().toPlainString() + ", window: " + LengthText.write(goal.window()) + "}";
    }

    private static String text(Trigger trigger) {
        return switch (trigger) {
            case Trigger.OnEvent(String event, var filters) ->
                "{event: " + YamlText.scalar(event) + (filters.isEmpty() ? "" : ", where: " + FilterText.write(filters))
                        + "}";
            case Trigger.OnEntry(AudienceName audience) -> "{enters: " + YamlText.scalar(audience.value()) + "}";
        };
    }

    private static String text(Exclusion exclusion) {
        return switch (exclusion) {
            case Exclusion.InAudience(AudienceName audience)
            when audience.value().equals(CONVERTED) -> "{audience: " + CONVERTED + "}";
            case Exclusion.InAudience(AudienceName audience) -> YamlText.scalar(audience.value());
            case Exclusion.Converted() -> CONVERTED;
        };
    }
}
