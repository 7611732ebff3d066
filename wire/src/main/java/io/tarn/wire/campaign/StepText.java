package io.tarn.wire.campaign;

import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Purpose;
import io.tarn.model.policy.Alternative;
import io.tarn.model.policy.AlternativeName;
import io.tarn.model.policy.ExpectedValue;
import io.tarn.model.policy.MessageStep;
import io.tarn.model.policy.StepName;
import io.tarn.model.policy.TemplateName;
import io.tarn.wire.yaml.YamlMap;
import io.tarn.wire.yaml.YamlText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The message steps of a campaign. */
final class StepText {
    private static final List<String> KEYS =
            List.of("name", "delay", "valid", "purpose", "channel", "template", "alternatives");
    private static final List<String> ALTERNATIVE_KEYS = List.of("name", "channel", "template", "weight", "worth");
    private static final List<String> WORTH_KEYS = List.of("value", "probability");
    private static final Duration VALIDITY = Duration.ofDays(3);

    private StepText() {}

    /**
     * Reads the steps.
     *
     * @param usual the purpose of a step that names none
     */
    static List<MessageStep> read(YamlMap root, Purpose usual) {
        List<MessageStep> steps = new ArrayList<>();
        for (YamlMap map : root.maps("steps", KEYS)) {
            map.required("name");
            Optional<StepName> name = map.made("name", StepName::new);
            Duration delay = LengthText.read(map, "delay").orElse(Duration.ZERO);
            Duration validity = LengthText.read(map, "valid").orElse(VALIDITY);
            Purpose purpose = map.made("purpose", Purpose::new).orElse(usual);
            Optional<List<Alternative>> alternatives = alternatives(map);
            if (name.isPresent() && alternatives.isPresent()) {
                map.made("", () -> new MessageStep(name.get(), delay, validity, purpose, alternatives.get()))
                        .ifPresent(steps::add);
            }
        }
        return steps;
    }

    /** The ways to fill a step; empty when one of them could not be read. */
    private static Optional<List<Alternative>> alternatives(YamlMap step) {
        if (!step.has("alternatives")) {
            step.required("channel");
            step.required("template");
            Optional<ChannelName> channel = step.made("channel", ChannelName::new);
            Optional<TemplateName> template = step.made("template", TemplateName::new);
            return channel.isPresent() && template.isPresent()
                    ? Optional.of(List.of(Alternative.only(channel.get(), template.get())))
                    : Optional.empty();
        }
        for (String key : List.of("channel", "template")) {
            if (step.has(key)) {
                step.fault(key, "stands beside 'alternatives', which have their own; keep one of the two");
            }
        }
        List<YamlMap> maps = step.maps("alternatives", ALTERNATIVE_KEYS);
        List<Alternative> read = new ArrayList<>();
        maps.forEach(map -> alternative(map).ifPresent(read::add));
        return read.size() == maps.size() ? Optional.of(read) : Optional.empty();
    }

    private static Optional<Alternative> alternative(YamlMap map) {
        List.of("name", "channel", "template").forEach(map::required);
        Optional<AlternativeName> name = map.made("name", AlternativeName::new);
        Optional<ChannelName> channel = map.made("channel", ChannelName::new);
        Optional<TemplateName> template = map.made("template", TemplateName::new);
        int weight = map.number("weight", 1);
        Optional<ExpectedValue> worth = map.map("worth", WORTH_KEYS).flatMap(StepText::worth);
        if (name.isEmpty() || channel.isEmpty() || template.isEmpty() || (map.has("worth") && worth.isEmpty())) {
            return Optional.empty();
        }
        return map.made("", () -> new Alternative(name.get(), channel.get(), template.get(), weight, worth));
    }

    private static Optional<ExpectedValue> worth(YamlMap map) {
        map.required("value");
        Optional<BigDecimal> value = map.decimal("value");
        Optional<BigDecimal> probability = map.decimal("probability");
        if (value.isEmpty() || (map.has("probability") && probability.isEmpty())) {
            return Optional.empty();
        }
        return map.made("", () -> new ExpectedValue(value.get(), probability.orElse(BigDecimal.ONE)));
    }

    static void write(StringBuilder out, List<MessageStep> steps, Purpose usual) {
        out.append("steps:\n");
        for (MessageStep step : steps) {
            line(out, "- name: ", step.name().value());
            if (!step.delay().isZero()) {
                out.append("  delay: ").append(LengthText.write(step.delay())).append('\n');
            }
            if (!step.validity().equals(VALIDITY)) {
                out.append("  valid: ")
                        .append(LengthText.write(step.validity()))
                        .append('\n');
            }
            if (!step.purpose().equals(usual)) {
                line(out, "  purpose: ", step.purpose().value());
            }
            write(out, step.alternatives());
        }
    }

    private static void write(StringBuilder out, List<Alternative> alternatives) {
        Alternative first = alternatives.getFirst();
        if (alternatives.equals(List.of(Alternative.only(first.channel(), first.template())))) {
            line(out, "  channel: ", first.channel().value());
            line(out, "  template: ", first.template().value());
            return;
        }
        out.append("  alternatives:\n");
        for (Alternative one : alternatives) {
            out.append("  - {name: ").append(YamlText.scalar(one.name().value()));
            out.append(", channel: ").append(YamlText.scalar(one.channel().value()));
            out.append(", template: ").append(YamlText.scalar(one.template().value()));
            if (one.weight() != 1) {
                out.append(", weight: ").append(one.weight());
            }
            one.worth().ifPresent(worth -> out.append(", worth: ").append(worth(worth)));
            out.append("}\n");
        }
    }

    private static String worth(ExpectedValue worth) {
        String value = "{value: " + worth.value().toPlainString();
        return worth.probability().compareTo(BigDecimal.ONE) == 0
                ? value + "}"
                : value + ", probability: " + worth.probability().toPlainString() + "}";
    }

    private static void line(StringBuilder out, String start, String value) {
        out.append(start).append(YamlText.scalar(value)).append('\n');
    }
}
