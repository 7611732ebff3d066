package io.tarn.server.http;

import com.segment.analytics.Analytics;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.TrackMessage;
import java.util.Map;

/** Segment's client for Java, sending what clients.mjs sends by those of npm. */
final class JavaClient {
    private static final int EVENTS = 15;

    private JavaClient() {}

    /** Sends a person's way as one batch; what is answered ends the client. */
    static AutoCloseable start(String name, String address) {
        Analytics analytics = Analytics.builder("key-" + name)
                .endpoint(address)
                .flushQueueSize(EVENTS)
                .build();
        String user = name + "-user";
        analytics.enqueue(TrackMessage.builder("Long Ago").userId(name + "-old"));
        analytics.enqueue(TrackMessage.builder("Product Viewed")
                .anonymousId(name + "-visitor")
                .properties(Map.of("price", 12.5)));
        analytics.enqueue(IdentifyMessage.builder()
                .userId(user)
                .anonymousId(name + "-visitor")
                .traits(Map.of("email", name + "@example.org")));
        analytics.enqueue(PageMessage.builder("Home").userId(user));
        for (int step = 0; step < 10; step++) {
            analytics.enqueue(TrackMessage.builder("Step " + step).userId(user));
        }
        analytics.enqueue(AliasMessage.builder(name + "-old").userId(user));
        return analytics::shutdown;
    }
}
