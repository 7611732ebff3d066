package io.tarn.audience.eval;

import io.tarn.model.event.Value;
import io.tarn.model.message.ChannelKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that is known of a made-up person. */
record TestingCustomer(
        String id,
        Map<String, Value> traits,
        List<TestingEvent> events,
        Map<String, Boolean> consents,
        Set<ChannelKind> channels) {
    /** What a live profile would answer as of an instant. */
    ProfileView asOf(Instant asOf) {
        return new TestingView(this, asOf);
    }
}
