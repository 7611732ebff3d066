package io.tarn.understand.membership;

import io.tarn.audience.bind.EventFeature;
import io.tarn.audience.bind.Keyed;
import io.tarn.audience.eval.FeatureValue;
import io.tarn.audience.eval.ProfileView;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.profile.ConsentValue;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.TraitValue;
import io.tarn.understand.trait.Features;
import io.tarn.understand.trait.Windows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A live profile as audiences look at it; its windows have let go what has left them. Confined to one thread. */
public final class KnownProfile implements ProfileView {
    private final Profile profile;
    private final Features features;
    private final Windows windows;
    private @Nullable Map<String, TraitValue> traits;
    private @Nullable Map<String, ConsentValue> consents;

    public KnownProfile(Profile profile, Features features, Windows windows) {
        this.profile = profile;
        this.features = features;
        this.windows = windows;
    }

    @Override
    public @Nullable Value trait(String name) {
        if (traits == null) {
            traits = profile.traits();
        }
        TraitValue found = traits.get(name);
        return found == null ? null : found.value();
    }

    @Override
    public FeatureValue total(Keyed<EventFeature.Total> feature) {
        return features.total(profile, feature);
    }

    @Override
    public @Nullable Instant time(Keyed<EventFeature.Time> feature) {
        return features.time(profile, feature);
    }

    @Override
    public List<Instant> times(Keyed<EventFeature.Times> feature) {
        return features.times(profile, feature, windows);
    }

    @Override
    public @Nullable Boolean consent(String category) {
        if (consents == null) {
            consents = profile.consents();
        }
        ConsentValue found = consents.get(category);
        return found == null ? null : found.given();
    }

    @Override
    public boolean hasAddress(ChannelKind channel) {
        for (Constituent part : profile.constituents()) {
            for (Identifier one : part.identifiers()) {
                if (one.type().equals(channel.address())) {
                    return true;
                }
            }
        }
        return false;
    }
}
