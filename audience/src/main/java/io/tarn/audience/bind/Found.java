package io.tarn.audience.bind;

import io.tarn.audience.AudienceName;
import io.tarn.model.message.ChannelKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What one binding has found so far: features, dependencies, audiences bound already. Confined to one call. */
final class Found {
    /** An audience that was bound as a part of others: its tree, how many nodes it has and how deep it is. */
    record Part(Bound root, int nodes, int height) {}

    final Catalog catalog;
    final Set<String> traits = new TreeSet<>();
    final Set<String> computed = new TreeSet<>();
    final Set<String> consents = new TreeSet<>();
    final Set<ChannelKind> channels = EnumSet.noneOf(ChannelKind.class);
    final Set<AudienceName> audiences = new TreeSet<>();
    final Map<AudienceName, Part> parts = new HashMap<>();
    int nodes;
    boolean onTime;

    private final Set<EventFeature> features = new LinkedHashSet<>();

    Found(Catalog catalog) {
        this.catalog = catalog;
    }

    <F extends EventFeature> F feature(F feature) {
        features.add(feature);
        return feature;
    }

    List<EventFeature> features() {
        return new ArrayList<>(features);
    }

    Dependencies dependencies() {
        Set<String> events = new TreeSet<>();
        features.forEach(feature -> events.add(feature.event()));
        return new Dependencies(traits, computed, events, audiences, consents, channels, onTime);
    }
}
