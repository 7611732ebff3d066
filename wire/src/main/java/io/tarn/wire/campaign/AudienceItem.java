package io.tarn.wire.campaign;

import io.tarn.model.error.TarnException;
import io.tarn.model.policy.AudienceName;
import io.tarn.wire.yaml.YamlFaults;
import io.tarn.wire.yaml.YamlMap;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** An audience in a list of exclusions: its name, or {@code {audience: NAME}} where the name means something else. */
final class AudienceItem {
    private AudienceItem() {}

    static Optional<AudienceName> read(Node item, String path, YamlFaults faults) {
        if (!(item instanceof ScalarNode scalar)) {
            YamlMap map = YamlMap.of(item, path, faults, List.of("audience"));
            map.required("audience");
            return map.made("audience", AudienceName::new);
        }
        try {
            return Optional.of(new AudienceName(scalar.getValue()));
        } catch (TarnException refused) {
            faults.add(item, path, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }
}
