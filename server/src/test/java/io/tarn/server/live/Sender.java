package io.tarn.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * One who sends numbered events of some persons, batch after batch, and sends a batch again until it is acknowledged, as
 * clients do. Used by one thread at a time.
 */
final class Sender {
    static final int PERSONS = 10;
    private static final int BATCH = 20;

    private final String name;
    private long acknowledged;

    Sender(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** How many events were acknowledged: those with the lowest numbers. */
    long acknowledged() {
        return acknowledged;
    }

    /** Sends until the server is gone; answers after each batch. */
    void send(HttpClient client, String address, Runnable afterEach) throws InterruptedException {
        while (sendOne(client, address)) {
            afterEach.run();
        }
    }

    /** Sends the next batch; false when no answer came. */
    boolean sendOne(HttpClient client, String address) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/batch"))
                .header("Authorization", "Bearer key-web")
                .POST(BodyPublishers.ofString(batch()))
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            assertThat(response.body()).isEqualTo("{\"success\":true}");
            acknowledged += BATCH;
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private String batch() {
        StringBuilder batch = new StringBuilder("{\"batch\":[");
        for (long number = acknowledged; number < acknowledged + BATCH; number++) {
            String person = name + number % PERSONS;
            batch.append(number == acknowledged ? "" : ",")
                    .append("{\"type\":\"track\",\"event\":\"Step\",\"messageId\":\"")
                    .append(name)
                    .append(number)
                    .append("\",\"anonymousId\":\"device-")
                    .append(person)
                    .append("\",\"userId\":\"user-")
                    .append(person)
                    .append("\",\"properties\":{\"step\":")
                    .append(number)
                    .append("}}");
        }
        return batch.append("]}").toString();
    }
}
