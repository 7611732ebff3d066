package io.tarn.understand.trait;

import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.WindowEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an event, or time, does to the computed traits of a constituent.
 *
 * @param added entries that entered windows
 * @param dropped entries that left them
 * @param timer when to look again, where nothing else says so already
 */
public record TraitUpdate(
        Constituent constituent, List<InWindow> added, List<InWindow> dropped, Optional<Instant> timer) {
    public TraitUpdate {
        added = List.copyOf(added);
        dropped = List.copyOf(dropped);
    }

    /** An entry of a window, which more than one trait may look through. */
    public record InWindow(String window, WindowEntry entry) {}
}
