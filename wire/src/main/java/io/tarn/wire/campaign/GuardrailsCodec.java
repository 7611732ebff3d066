package io.tarn.wire.campaign;

import io.tarn.model.error.Suggestions;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.FrequencyCap;
import io.tarn.model.policy.Guardrails;
import io.tarn.model.policy.HoldoutDeclaration;
import io.tarn.model.policy.QuietHours;
import io.tarn.wire.yaml.YamlDocument;
import io.tarn.wire.yaml.YamlFaults;
import io.tarn.wire.yaml.YamlMap;
import io.tarn.wire.yaml.YamlText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads and writes {@code guardrails.yaml}:
 *
 * <pre>
 * caps:
 * - {max: 2, in: 7 days}
 * - {max: 1, in: 1 day, channel: email}
 * quiet_hours:
 * - {from: "21:00", until: "08:00"}
 * time_zone: Europe/Berlin
 * exclude: [open_ticket]
 * rival_delay: 1 day
 * holdout: 2%
 * </pre>
 *
 * <p>What is not named is as {@link Guardrails#defaults()} has it. Reading back what was written gives the same value.
 * All faults of a file are told at once.
 */
public final class GuardrailsCodec {
    /** What the holdout of the whole workspace is called, and salted with, where nothing else is said. */
    static final String HOLDOUT = "workspace";

    private static final List<String> KEYS =
            List.of("caps", "quiet_hours", "time_zone", "exclude", "rival_delay", "holdout");
    private static final List<String> QUIET_KEYS = List.of("from", "until", "channels");

    private GuardrailsCodec() {}

    /**
     * Reads guardrails.
     *
     * @param place names the text in messages, such as its file
     */
    public static Guardrails read(String yaml, String place) {
        YamlFaults faults = new YamlFaults(place);
        YamlMap root = YamlMap.of(YamlDocument.compose(yaml, place), "", faults, KEYS);
        Guardrails defaults = Guardrails.defaults();
        List<FrequencyCap> caps = LimitText.caps(root);
        List<QuietHours> quietHours = quietHours(root);
        ZoneId zone = zone(root).orElse(defaults.zone());
        List<AudienceName> exclusions = new ArrayList<>();
        for (Node item : root.items("exclude")) {
            AudienceItem.read(item, "exclude[" + exclusions.size() + "]", faults)
                    .ifPresent(exclusions::add);
        }
        Duration rivalDelay = LengthText.read(root, "rival_delay").orElse(defaults.rivalDelay());
        Optional<HoldoutDeclaration> holdout = LimitText.holdout(root, HOLDOUT);
        Optional<Guardrails> guardrails =
                root.made("", () -> new Guardrails(caps, quietHours, zone, exclusions, rivalDelay, holdout));
        faults.throwIfAny();
        return guardrails.orElse(defaults);
    }

    private static List<QuietHours> quietHours(YamlMap root) {
        List<QuietHours> all = new ArrayList<>();
        for (YamlMap map : root.maps("quiet_hours", QUIET_KEYS)) {
            Optional<LocalTime> from = time(map, "from");
            Optional<LocalTime> until = time(map, "until");
            Set<ChannelName> channels = new HashSet<>();
            for (String word : map.texts("channels")) {
                map.made("channels", () -> new ChannelName(word)).ifPresent(channels::add);
            }
            if (from.isPresent() && until.isPresent()) {
                map.made("", () -> new QuietHours(from.get(), until.get(), channels))
                        .ifPresent(all::add);
            }
        }
        return all;
    }

    private static Optional<LocalTime> time(YamlMap map, String key) {
        String text = map.required(key);
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(LocalTime.parse(text.indexOf(':') == 1 ? "0" + text : text));
        } catch (DateTimeException e) {
            map.fault(key, "'" + text + "' is no time of the day; write \"21:00\"");
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(YamlMap root) {
        Optional<String> text = root.text("time_zone");
        try {
            return text.map(ZoneId::of);
        } catch (DateTimeException e) {
            String word = text.orElse("");
            root.fault(
                    "time_zone",
                    "'" + word + "' is no time zone; write one such as Europe/Berlin."
                            + Suggestions.didYouMean(word, ZoneId.getAvailableZoneIds()));
            return Optional.empty();
        }
    }

    /** Writes guardrails; reading them back gives the same value. */
    public static String write(Guardrails guardrails) {
        StringBuilder out = new StringBuilder();
        LimitText.writeCaps(out, guardrails.caps());
        if (!guardrails.quietHours().isEmpty()) {
            out.append("quiet_hours:\n");
            guardrails
                    .quietHours()
                    .forEach(hours -> out.append("- ").append(text(hours)).append('\n'));
        }
        out.append("time_zone: ")
                .append(YamlText.scalar(guardrails.zone().getId()))
                .append('\n');
        if (!guardrails.exclusions().isEmpty()) {
            out.append(guardrails.exclusions().stream()
                    .map(audience -> YamlText.scalar(audience.value()))
                    .collect(Collectors.joining(", ", "exclude: [", "]\n")));
        }
        out.append("rival_delay: ")
                .append(LengthText.write(guardrails.rivalDelay()))
                .append('\n');
        LimitText.writeHoldout(out, guardrails.holdout(), HOLDOUT);
        return out.toString();
    }

    private static String text(QuietHours hours) {
        String channels = hours.channels().stream()
                .sorted()
                .map(channel -> YamlText.scalar(channel.value()))
                .collect(Collectors.joining(", "));
        return "{from: \"" + hours.from() + "\", until: \"" + hours.until() + "\""
                + (channels.isEmpty() ? "" : ", channels: [" + channels + "]") + "}";
    }
}
