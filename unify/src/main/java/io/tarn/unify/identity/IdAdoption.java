package io.tarn.unify.identity;

import io.tarn.model.identity.ProfileId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which cluster keeps which profile id: the pair that shares most records first, each cluster and each id once.
 *
 * <p>Ties go to the older profile, then to the lesser id, then to the cluster whose least record gave the id, so that two
 * that are parted again each get their own back, then to the lesser cluster: the outcome does not depend on the order of
 * the overlaps.
 */
public final class IdAdoption {
    private static final Comparator<Overlap> ORDER = Comparator.comparingLong(Overlap::records)
            .reversed()
            .thenComparing(Overlap::createdAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Overlap::profile)
            .thenComparing(Overlap::gaveId, Comparator.reverseOrder())
            .thenComparingInt(Overlap::cluster);

    private IdAdoption() {}

    /** The adopted id by cluster. */
    public static Map<Integer, ProfileId> adopt(List<Overlap> overlaps) {
        List<Overlap> ordered = new ArrayList<>(overlaps);
        ordered.sort(ORDER);
        Map<Integer, ProfileId> adopted = new HashMap<>();
        Set<ProfileId> taken = new HashSet<>();
        for (Overlap overlap : ordered) {
            if (!adopted.containsKey(overlap.cluster()) && taken.add(overlap.profile())) {
                adopted.put(overlap.cluster(), overlap.profile());
            }
        }
        return Map.copyOf(adopted);
    }
}
