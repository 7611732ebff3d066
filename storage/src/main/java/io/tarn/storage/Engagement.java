package io.tarn.storage;

import io.tarn.model.decision.Standing;
import io.tarn.model.identity.ProfileId;
import java.util.List;
import java.util.Map;

/**
 * What a commit changes of audiences, campaigns and messages.
 *
 * @param standings of constituents, as they are now; {@link Standing#NONE} is not kept
 * @param dispatches messages as they are now
 */
public record Engagement(Map<ProfileId, Standing> standings, List<Dispatch> dispatches) {
    public static final Engagement NONE = new Engagement(Map.of(), List.of());

    public Engagement {
        standings = Map.copyOf(standings);
        dispatches = List.copyOf(dispatches);
    }
}
