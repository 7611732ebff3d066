package io.tarn.loop.live;

import io.tarn.model.event.Value;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.ProfileChange;
import io.tarn.model.profile.TraitValue;
import io.tarn.understand.trait.TraitEngine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells listeners what was committed, with the traits whose values are others than before. */
final class ChangeTeller {
    private static final String COMPUTED = "computed";

    private final ChangeFeed feed;
    private final TraitEngine traits;

    ChangeTeller(ChangeFeed feed, TraitEngine traits) {
        this.feed = feed;
        this.traits = traits;
    }

    void tell(List<LiveStepResult> results) {
        if (!feed.isUnwatched()) {
            results.forEach(result -> result.changed()
                    .filter(LiveStepResult.Changed::isOfPerson)
                    .ifPresent(changed -> feed.person(changed.after().id())));
        }
        if (feed.isSilent()) {
            return;
        }
        for (LiveStepResult result : results) {
            result.changed()
                    .ifPresent(changed -> feed.publish(new ProfileChange(
                            changed.offset(),
                            changed.at(),
                            changed.kind(),
                            changed.after().id(),
                            changed.absorbed(),
                            changed.event(),
                            difference(changed))));
        }
    }

    private Map<String, Optional<TraitValue>> difference(LiveStepResult.Changed changed) {
        Map<String, TraitValue> before = all(changed.before(), changed.at());
        Map<String, TraitValue> after = all(changed.after(), changed.at());
        Map<String, Optional<TraitValue>> difference = new TreeMap<>();
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(name -> difference.put(name, Optional.empty()));
        after.forEach((name, value) -> {
            TraitValue old = before.get(name);
            if (old == null || !old.value().equals(value.value())) {
                difference.put(name, Optional.of(value));
            }
        });
        return difference;
    }

    private Map<String, TraitValue> all(Profile profile, Instant asOf) {
        Map<String, TraitValue> all = new TreeMap<>(profile.traits());
        for (Map.Entry<String, Value> computed : traits.values(profile).entrySet()) {
            all.put(computed.getKey(), new TraitValue(computed.getValue(), COMPUTED, asOf, ""));
        }
        return all;
    }
}
