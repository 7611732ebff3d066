package io.tarn.wire.identity;

import io.tarn.model.error.TarnException;
import io.tarn.model.policy.IdentityTest;
import io.tarn.model.policy.IdentityTest.Expectation;
import io.tarn.model.policy.IdentityTest.Subject;
import io.tarn.wire.yaml.YamlDocument;
import io.tarn.wire.yaml.YamlFaults;
import io.tarn.wire.yaml.YamlMap;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * {@code tests/NAME.yaml}: under {@code same} and {@code different} lists of records, each as {@code source:key}, or as
 * {@code type:value} for all that carry an identifier. All faults of a file are told together.
 */
public final class IdentityTestsCodec {
    private static final String SAME = "same";
    private static final String DIFFERENT = "different";

    private final String file;
    private final YamlFaults faults;

    private IdentityTestsCodec(String file) {
        this.file = file;
        this.faults = new YamlFaults(file);
    }

    /**
     * The tests of a text, in its order.
     *
     * @param file names the text in messages and in the places of tests
     */
    public static List<IdentityTest> read(String yaml, String file) {
        return new IdentityTestsCodec(file).tests(YamlDocument.compose(yaml, file));
    }

    private List<IdentityTest> tests(Node root) {
        YamlMap map = YamlMap.of(root, "", faults, List.of(SAME, DIFFERENT));
        List<IdentityTest> tests = new ArrayList<>();
        map.items(SAME).forEach(item -> test(Expectation.SAME, item, tests));
        map.items(DIFFERENT).forEach(item -> test(Expectation.DIFFERENT, item, tests));
        faults.throwIfAny();
        return List.copyOf(tests);
    }

    private void test(Expectation expectation, Node item, List<IdentityTest> into) {
        String key = expectation == Expectation.SAME ? SAME : DIFFERENT;
        if (!(item instanceof SequenceNode list)) {
            faults.add(item, key, "expected a list of records, such as [crm:1017, shop:u-88]");
            return;
        }
        List<Subject> subjects = new ArrayList<>();
        for (Node one : list.getValue()) {
            if (one instanceof ScalarNode scalar) {
                made(one, key, () -> subjects.add(Subject.of(scalar.getValue())));
            } else {
                faults.add(one, key, "expected source:key without a space behind the colon, or in quotes");
            }
        }
        if (subjects.size() == list.getValue().size()) {
            String place = file + " line " + (item.getStartMark().getLine() + 1);
            made(item, key, () -> into.add(new IdentityTest(expectation, subjects, place)));
        }
    }

    private void made(Node node, String key, Runnable maker) {
        try {
            maker.run();
        } catch (TarnException refused) {
            faults.add(node, key, String.valueOf(refused.getMessage()));
        }
    }
}
