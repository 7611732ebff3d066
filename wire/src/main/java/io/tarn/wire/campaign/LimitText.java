package io.tarn.wire.campaign;

import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.FrequencyCap;
import io.tarn.model.policy.HoldoutDeclaration;
import io.tarn.model.policy.HoldoutName;
import io.tarn.model.policy.HoldoutSalt;
import io.tarn.model.policy.HoldoutShare;
import io.tarn.wire.yaml.YamlMap;
import io.tarn.wire.yaml.YamlText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** What campaigns and guardrails both declare: frequency caps and a holdout. */
final class LimitText {
    private static final List<String> CAP_KEYS = List.of("max", "in", "channel");
    private static final List<String> HOLDOUT_KEYS = List.of("share", "name", "salt");
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,4})?) ?%");
    private static final int PER_PERCENT = HoldoutShare.WHOLE / 100;

    private LimitText() {}

    static List<FrequencyCap> caps(YamlMap root) {
        List<FrequencyCap> caps = new ArrayList<>();
        for (YamlMap map : root.maps("caps", CAP_KEYS)) {
            map.required("max");
            map.required("in");
            int max = map.number("max", 1);
            Optional<ChannelName> channel = map.made("channel", ChannelName::new);
            LengthText.read(map, "in")
                    .flatMap(window -> map.made("", () -> new FrequencyCap(max, window, channel)))
                    .ifPresent(caps::add);
        }
        return caps;
    }

    static void writeCaps(StringBuilder out, List<FrequencyCap> caps) {
        if (caps.isEmpty()) {
            return;
        }
        out.append("caps:\n");
        for (FrequencyCap cap : caps) {
            out.append("- {max: ").append(cap.max());
            out.append(", in: ").append(LengthText.write(cap.window()));
            cap.channel().ifPresent(channel -> out.append(", channel: ").append(YamlText.scalar(channel.value())));
            out.append("}\n");
        }
    }

    /**
     * The holdout, as its share alone or with its name and salt.
     *
     * @param named what it is called, and salted with, where nothing else is said
     */
    static Optional<HoldoutDeclaration> holdout(YamlMap root, String named) {
        if (!root.has("holdout")) {
            return Optional.empty();
        }
        if (root.node("holdout").filter(ScalarNode.class::isInstance).isPresent()) {
            return share(root, "holdout").flatMap(share -> root.made("holdout", () -> declared(named, share, named)));
        }
        return root.map("holdout", HOLDOUT_KEYS).flatMap(map -> {
            map.required("share");
            String name = map.text("name").orElse(named);
            String salt = map.text("salt").orElse(name);
            return share(map, "share").flatMap(share -> map.made("", () -> declared(name, share, salt)));
        });
    }

    private static HoldoutDeclaration declared(String name, HoldoutShare share, String salt) {
        return new HoldoutDeclaration(new HoldoutName(name), share, new HoldoutSalt(salt));
    }

    private static Optional<HoldoutShare> share(YamlMap map, String key) {
        Optional<String> text = map.text(key);
        Matcher matcher = PERCENT.matcher(text.orElse(""));
        if (matcher.matches()) {
            BigDecimal perMillion = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(PER_PERCENT));
            return map.made(key, () -> new HoldoutShare(perMillion.intValueExact()));
        }
        text.ifPresent(word -> map.fault(
                key,
                "'" + word
                        + "' is no share: write it in percent with at most four digits after the point, such as 10%"));
        return Optional.empty();
    }

    static void writeHoldout(StringBuilder out, Optional<HoldoutDeclaration> holdout, String named) {
        if (holdout.isEmpty()) {
            return;
        }
        String name = holdout.get().name().value();
        String salt = holdout.get().salt().value();
        List<String> parts = new ArrayList<>(List.of("share: " + holdout.get().share()));
        if (!name.equals(named)) {
            parts.add("name: " + YamlText.scalar(name));
        }
        if (!salt.equals(name)) {
            parts.add("salt: " + YamlText.scalar(salt));
        }
        out.append("holdout: ")
                .append(
                        parts.size() == 1
                                ? holdout.get().share().toString()
                                : parts.stream().collect(Collectors.joining(", ", "{", "}")))
                .append('\n');
    }
}
