package io.tarn.loop.gold;

import io.tarn.loop.gold.ProfileCard.Link;
import io.tarn.loop.gold.ProfileCard.RecordRef;
import io.tarn.unify.verdict.RecordVerdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Why two records are, or are not, one person.
 *
 * @param path the links that lead from one to the other with the strongest weakest link; empty where none do
 * @param direct a link between the two, whatever came of it
 * @param score how the model and the rules see the two; empty where no model is known
 * @param verdicts what people found of the two, or of those who stand together with them
 */
public record Connection(
        RecordRef first,
        String firstProfile,
        RecordRef second,
        String secondProfile,
        List<Link> path,
        Optional<Link> direct,
        Optional<PairScore> score,
        List<RecordVerdict> verdicts) {
    public Connection {
        path = List.copyOf(path);
        verdicts = List.copyOf(verdicts);
    }

    /** Whether both are in one profile. */
    public boolean isOneProfile() {
        return firstProfile.equals(secondProfile);
    }

    /** The link of the path on which the rest hangs. */
    public Optional<Link> weakest() {
        return path.stream().min(Comparator.comparingDouble(Link::weight));
    }
}
