package io.tarn.decide;

import io.tarn.model.decision.Candidate;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.Alternative;
import io.tarn.model.policy.AlternativeName;
import io.tarn.model.policy.ExpectedValue;
import java.math.BigDecimal;
import java.util.Optional;

/** Candidates for tests of the rooms below. */
public final class TestingCandidates {
    private TestingCandidates() {}

    /** One whose step has alternatives, each written as name, weight and value. */
    public static Candidate withAlternatives(String... written) {
        Scene scene = new Scene();
        for (String one : written) {
            String[] parts = one.split(" ", -1);
            scene.alternatives.add(new Alternative(
                    new AlternativeName(parts[0]),
                    ChannelName.EMAIL,
                    Scene.TEMPLATE,
                    Integer.parseInt(parts[1]),
                    Optional.of(ExpectedValue.certain(new BigDecimal(parts[2])))));
        }
        return scene.candidate("cart");
    }
}
