package io.tarn.wire.source;

import io.tarn.model.policy.DateOrder;
import io.tarn.model.policy.NormalizationRule;
import io.tarn.model.policy.NormalizationRule.DateUnit;
import io.tarn.model.policy.NormalizationRule.DecimalMark;
import io.tarn.wire.yaml.YamlFaults;
import io.tarn.wire.yaml.YamlMap;
import io.tarn.wire.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The YAML form of a normalization rule: a word, or a word and its settings. */
final class RuleCodec {
    private static final Map<String, Supplier<NormalizationRule>> PLAIN = plain();
    private static final Map<String, DateOrder> ORDERS = words(DateOrder.values());
    private static final Map<String, DecimalMark> MARKS = words(DecimalMark.values());
    private static final List<String> NAMES = names();

    private RuleCodec() {}

    /** The rule in one line. */
    static String write(NormalizationRule rule) {
        return switch (rule) {
            case NormalizationRule.Trim _ -> "trim";
            case NormalizationRule.Unicode _ -> "unicode";
            case NormalizationRule.LowerCase _ -> "lower-case";
            case NormalizationRule.UpperCase _ -> "upper-case";
            case NormalizationRule.Nulls(List<String> missing) ->
                "nulls: " + missing.stream().map(YamlText::quoted).collect(Collectors.joining(", ", "[", "]"));
            case NormalizationRule.Email _ -> "email";
            case NormalizationRule.Phone(Optional<String> region) ->
                region.map(code -> "phone: {region: " + YamlText.scalar(code) + "}")
                        .orElse("phone");
            case NormalizationRule.Dates(DateOrder order) -> "dates: {order: " + word(order) + "}";
            case NormalizationRule.Instants(DateOrder order) -> "instants: {order: " + word(order) + "}";
            case NormalizationRule.DatePart(DateUnit unit) -> word(unit);
            case NormalizationRule.PersonName _ -> "person-name";
            case NormalizationRule.Gender _ -> "gender";
            case NormalizationRule.Country _ -> "country";
            case NormalizationRule.Region(Optional<String> country) ->
                country.map(code -> "region: {country: " + YamlText.scalar(code) + "}")
                        .orElse("region");
            case NormalizationRule.Postcode _ -> "postcode";
            case NormalizationRule.Street _ -> "street";
            case NormalizationRule.Decimal(DecimalMark mark) -> "number: {decimals: " + word(mark) + "}";
            case NormalizationRule.YesNo _ -> "yes-no";
        };
    }

    static Optional<NormalizationRule> read(Node node, String path, YamlFaults faults) {
        if (node instanceof ScalarNode scalar) {
            Supplier<NormalizationRule> rule = PLAIN.get(scalar.getValue());
            if (rule != null) {
                return Optional.of(rule.get());
            }
            if (NAMES.contains(scalar.getValue())) {
                faults.add(
                        node,
                        path,
                        "rule '" + scalar.getValue() + "' needs its settings, as in " + example(scalar.getValue()));
            } else {
                faults.unknown(node, path, "rule", scalar.getValue(), NAMES);
            }
            return Optional.empty();
        }
        if (node instanceof MappingNode mapping && mapping.getValue().size() == 1) {
            NodeTuple tuple = mapping.getValue().getFirst();
            String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            return withSettings(name, tuple, node, path, faults);
        }
        faults.add(node, path, "expected one rule");
        return Optional.empty();
    }

    private static Optional<NormalizationRule> withSettings(
            String name, NodeTuple tuple, Node node, String path, YamlFaults faults) {
        String here = path + "." + name;
        Node value = tuple.getValueNode();
        return switch (name) {
            case "nulls" -> {
                List<String> missing =
                        YamlMap.of(node, path, faults, List.of("nulls")).texts("nulls");
                yield Optional.of(new NormalizationRule.Nulls(missing));
            }
            case "phone" -> {
                YamlMap map = YamlMap.of(value, here, faults, List.of("region"));
                yield Optional.of(new NormalizationRule.Phone(map.text("region")));
            }
            case "region" -> {
                YamlMap map = YamlMap.of(value, here, faults, List.of("country"));
                yield Optional.of(new NormalizationRule.Region(map.text("country")));
            }
            case "dates", "instants" -> {
                DateOrder order =
                        YamlMap.of(value, here, faults, List.of("order")).choice("order", ORDERS);
                if (order == null) {
                    yield Optional.empty();
                }
                yield Optional.of(
                        name.equals("dates")
                                ? new NormalizationRule.Dates(order)
                                : new NormalizationRule.Instants(order));
            }
            case "number" -> {
                DecimalMark mark =
                        YamlMap.of(value, here, faults, List.of("decimals")).choice("decimals", MARKS);
                yield mark == null ? Optional.empty() : Optional.of(new NormalizationRule.Decimal(mark));
            }
            default -> {
                if (PLAIN.containsKey(name)) {
                    faults.add(node, path, "rule '" + name + "' has no settings");
                } else {
                    faults.unknown(tuple.getKeyNode(), path, "rule", name, NAMES);
                }
                yield Optional.empty();
            }
        };
    }

    private static String example(String name) {
        return switch (name) {
            case "nulls" -> "nulls: [\"n/a\"]";
            case "number" -> "number: {decimals: point}";
            default -> name + ": {order: day-month-year}";
        };
    }

    private static Map<String, Supplier<NormalizationRule>> plain() {
        Map<String, Supplier<NormalizationRule>> plain = new LinkedHashMap<>();
        plain.put("trim", NormalizationRule.Trim::new);
        plain.put("unicode", NormalizationRule.Unicode::new);
        plain.put("lower-case", NormalizationRule.LowerCase::new);
        plain.put("upper-case", NormalizationRule.UpperCase::new);
        plain.put("email", NormalizationRule.Email::new);
        plain.put("phone", () -> new NormalizationRule.Phone(Optional.empty()));
        for (DateUnit unit : DateUnit.values()) {
            plain.put(word(unit), () -> new NormalizationRule.DatePart(unit));
        }
        plain.put("person-name", NormalizationRule.PersonName::new);
        plain.put("gender", NormalizationRule.Gender::new);
        plain.put("country", NormalizationRule.Country::new);
        plain.put("region", () -> new NormalizationRule.Region(Optional.empty()));
        plain.put("postcode", NormalizationRule.Postcode::new);
        plain.put("street", NormalizationRule.Street::new);
        plain.put("yes-no", NormalizationRule.YesNo::new);
        return plain;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(PLAIN.keySet());
        names.addAll(List.of("nulls", "dates", "instants", "number"));
        return List.copyOf(names);
    }

    /** Choices by the words that people write for them. */
    static <T extends Enum<T>> Map<String, T> words(T[] choices) {
        Map<String, T> words = new LinkedHashMap<>();
        for (T choice : choices) {
            words.put(word(choice), choice);
        }
        return words;
    }

    static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
