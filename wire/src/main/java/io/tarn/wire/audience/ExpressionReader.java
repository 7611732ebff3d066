package io.tarn.wire.audience;

import com.fasterxml.jackson.databind.JsonNode;
import io.tarn.audience.Expression;
import io.tarn.audience.Expression.Direction;
import io.tarn.audience.Expression.Part;
import io.tarn.audience.Expression.Step;
import io.tarn.audience.Faults;
import io.tarn.audience.Literal;
import io.tarn.audience.Operand;
import io.tarn.audience.Problem;
import io.tarn.audience.Relation;
import io.tarn.model.error.Suggestions;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.policy.AudienceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the tree form of an expression; all that is wrong with it is told at once. */
final class ExpressionReader {
    private static final List<String> KINDS = List.of(
            "all",
            "any",
            "not",
            "everyone",
            "trait",
            "compute",
            "first",
            "last",
            "did",
            "anniversary",
            "audience",
            "consents",
            "reachable");
    private static final Map<String, Relation> RELATIONS = new LinkedHashMap<>();
    private static final Map<String, Part> PARTS = new LinkedHashMap<>();
    private static final Map<String, Direction> DIRECTIONS = new LinkedHashMap<>();
    private static final Map<String, ChannelKind> CHANNELS = new LinkedHashMap<>();
    private static final List<String> TESTS = new ArrayList<>(List.of("in", "exists"));

    static {
        for (Relation relation : Relation.values()) {
            RELATIONS.put(relation.word(), relation);
        }
        for (Part part : Part.values()) {
            PARTS.put(part.word(), part);
        }
        for (Direction direction : Direction.values()) {
            DIRECTIONS.put(direction.word(), direction);
        }
        for (ChannelKind channel : ChannelKind.values()) {
            CHANNELS.put(channel.word(), channel);
        }
        TESTS.addAll(RELATIONS.keySet());
        TESTS.addAll(PARTS.keySet());
        TESTS.addAll(DIRECTIONS.keySet());
    }

    private final List<Problem> problems = new ArrayList<>();
    private final OperandReader operands = new OperandReader();

    List<Problem> problems() {
        return problems;
    }

    /** Empty only with problems. */
    Optional<Expression> read(JsonNode root, String path) {
        return read(new NodeReader(root, path, problems), 1);
    }

    private Optional<Expression> read(NodeReader node, int depth) {
        if (depth > Expression.DEPTH_MAX) {
            problems.add(Faults.tooDeep(node.place()));
            return Optional.empty();
        }
        List<String> kinds = KINDS.stream().filter(node::has).toList();
        if (!node.node().isObject() || kinds.size() != 1) {
            node.problem(
                    "",
                    node.node().isObject() && kinds.size() > 1
                            ? "the keys " + kinds + " say different things"
                            : "there is no condition",
                    "Write one of: " + String.join(", ", KINDS) + "." + near(node));
            return Optional.empty();
        }
        return switch (kinds.getFirst()) {
            case "all" -> parts(node, "all", depth).flatMap(parts -> node.made(() -> new Expression.And(parts)));
            case "any" -> parts(node, "any", depth).flatMap(parts -> node.made(() -> new Expression.Or(parts)));
            case "not" -> {
                node.only(List.of("not"));
                yield read(node.inner("not"), depth + 1).map(Expression.Not::new);
            }
            case "everyone" -> everyone(node);
            case "did" -> did(node);
            case "anniversary" -> anniversary(node);
            case "audience" -> audience(node);
            case "consents" -> consents(node);
            case "reachable" -> {
                node.only(List.of("reachable"));
                yield channel(node, "reachable").map(Expression.Reachable::new);
            }
            default -> asked(node);
        };
    }

    private static String near(NodeReader node) {
        for (Map.Entry<String, JsonNode> field : node.node().properties()) {
            Optional<String> near = Suggestions.nearest(field.getKey(), KINDS);
            if (near.isPresent() && !near.get().equals(field.getKey())) {
                return " Did you mean '" + near.get() + "'?";
            }
        }
        return "";
    }

    private Optional<List<Expression>> parts(NodeReader node, String key, int depth) {
        node.only(List.of(key));
        List<Expression> parts = new ArrayList<>();
        boolean whole = true;
        for (NodeReader item : node.items(key)) {
            Optional<Expression> part = read(item, depth + 1);
            part.ifPresent(parts::add);
            whole &= part.isPresent();
        }
        return whole ? Optional.of(parts) : Optional.empty();
    }

    private static Optional<Expression> everyone(NodeReader node) {
        node.only(List.of("everyone"));
        if (!node.at("everyone").asBoolean(false)) {
            node.problem("everyone", "expected true", "");
        }
        return Optional.of(Expression.Everyone.EVERYONE);
    }

    private Optional<Expression> did(NodeReader node) {
        node.only(List.of("did", "where", "then", "then_not", "window"));
        List<Step> steps = new ArrayList<>();
        node.items("then").forEach(item -> step(item).ifPresent(steps::add));
        Optional<Step> absence = node.has("then_not") ? step(node.inner("then_not")) : Optional.empty();
        Optional<Duration> window = node.span("window");
        return operands.selection(node, "did")
                .flatMap(first -> node.made(() -> new Expression.Did(first, steps, absence, window, node.place())));
    }

    private Optional<Step> step(NodeReader node) {
        node.only(List.of("event", "where", "within"));
        Optional<Duration> span = node.span("within");
        if (!node.has("within")) {
            node.problem("", "'within' is missing", "Say within what time it follows, such as within: 2d.");
        }
        return operands.selection(node, "event")
                .flatMap(events -> span.flatMap(length -> node.made(() -> new Step(events, length))));
    }

    private static Optional<Expression> anniversary(NodeReader node) {
        node.only(List.of("anniversary", "within_next"));
        Optional<Duration> span = node.has("within_next") ? node.span("within_next") : Optional.of(Duration.ZERO);
        String trait = node.text("anniversary");
        return span.flatMap(length -> {
            if (!length.equals(Duration.ofDays(length.toDays()))) {
                node.problem("within_next", "expected whole days", "");
            }
            return node.made(() -> new Expression.Anniversary(
                    new Operand.Trait(trait, node.place()), Math.toIntExact(length.toDays())));
        });
    }

    private static Optional<Expression> audience(NodeReader node) {
        node.only(List.of("audience"));
        String name = node.text("audience");
        return node.made(() -> new Expression.InAudience(new AudienceName(name), node.place()));
    }

    private static Optional<Expression> consents(NodeReader node) {
        node.only(List.of("consents", "channel"));
        String purpose = node.text("consents");
        Optional<ChannelKind> channel = node.has("channel") ? channel(node, "channel") : Optional.empty();
        return node.made(() -> new Expression.Consents(channel, purpose, node.place()));
    }

    private static Optional<ChannelKind> channel(NodeReader node, String key) {
        String word = node.text(key);
        ChannelKind channel = CHANNELS.get(word);
        if (channel == null) {
            node.problem(
                    key,
                    "unknown channel '" + Faults.shown(word) + "'",
                    "Known are: " + String.join(", ", CHANNELS.keySet()) + "."
                            + Suggestions.didYouMean(word, CHANNELS.keySet()));
        }
        return Optional.ofNullable(channel);
    }

    /** An operand and what is asked of it. */
    private Optional<Expression> asked(NodeReader node) {
        List<String> known = new ArrayList<>(OperandReader.KEYS);
        known.addAll(TESTS);
        node.only(known);
        List<String> tests = TESTS.stream().filter(node::has).toList();
        if (tests.size() != 1) {
            node.problem(
                    "",
                    tests.isEmpty() ? "nothing is asked" : "the keys " + tests + " ask different things",
                    "Write one of: " + String.join(", ", TESTS) + ".");
            return Optional.empty();
        }
        String test = tests.getFirst();
        return operands.read(node).flatMap(operand -> asked(node, operand, test));
    }

    private Optional<Expression> asked(NodeReader node, Operand operand, String test) {
        if (test.equals("exists")) {
            return Optional.of(new Expression.Exists(operand));
        }
        if (test.equals("in")) {
            List<Literal> values = new ArrayList<>();
            node.items("in").forEach(item -> operands.literal(item).ifPresent(values::add));
            return node.made(() -> new Expression.OneOf(operand, values));
        }
        if (PARTS.containsKey(test)) {
            Part part = PARTS.getOrDefault(test, Part.ANYWHERE);
            String text = node.text(test);
            return node.made(() -> new Expression.Matched(operand, part, text));
        }
        if (DIRECTIONS.containsKey(test)) {
            Direction direction = DIRECTIONS.getOrDefault(test, Direction.WITHIN_LAST);
            return node.span(test).flatMap(span -> node.made(() -> new Expression.Timed(operand, direction, span)));
        }
        Relation relation = RELATIONS.getOrDefault(test, Relation.EQUAL);
        return operands.literal(node.inner(test)).map(value -> new Expression.Compared(operand, relation, value));
    }
}
