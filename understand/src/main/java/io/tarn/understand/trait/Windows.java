package io.tarn.understand.trait;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.WindowEntry;
import java.util.List;

/** The events that stand in windows. */
@FunctionalInterface
public interface Windows {
    /** All entries of one trait of a constituent that were added and not dropped yet, oldest first. */
    List<WindowEntry> entries(ProfileId constituent, String trait);
}
