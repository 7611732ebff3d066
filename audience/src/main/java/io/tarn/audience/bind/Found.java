package io.tarn.audience.bind;

import io.tarn.model.message.ChannelKind;
import io.tarn.model.policy.AudienceName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    private final Map<EventFeature, String> ids = new LinkedHashMap<>();

    Found(Catalog catalog) {
        this.catalog = catalog;
    }

    <F extends EventFeature> Keyed<F> feature(F feature) {
        return new Keyed<>(feature, ids.computeIfAbsent(feature, EventFeature::id));
    }

    List<EventFeature> features() {
        return new ArrayList<>(ids.keySet());
    }

    Dependencies dependencies() {
        Set<String> events = new TreeSet<>();
        ids.keySet().forEach(feature -> events.add(feature.event()));
        return new Dependencies(traits, computed, events, audiences, consents, channels, onTime);
    }
}
