package io.tarn.server.demo;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.sample.ShopDay;
import io.tarn.sample.ShopDay.Customer;
import io.tarn.sample.ShopDay.Sent;
import io.tarn.server.House;
import io.tarn.server.live.Serving;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sends a day of the sample shop's traffic to the demo's own server, and says how to send more. */
final class DemoDay {
    private static final int VISITS = 1500;
    private static final int CUSTOMERS_MAX = 2000;
    private static final int BATCH = 20;
    private static final int OK = 200;

    private final long seed;
    private final String writeKey;
    private final PrintWriter out;

    /**
     * @param writeKey a key of scope collect for the source {@code web}
     */
    DemoDay(long seed, String writeKey, PrintWriter out) {
        this.seed = seed;
        this.writeKey = writeKey;
        this.out = out;
    }

    /** Customers of gold whom the day may meet. */
    static List<Customer> customers(House house) {
        try (LakeSession session = house.lake().open(house.runs().readPoint())) {
            return session.query(
                    Statement.of(
                            "SELECT email, first_name FROM gold.customers WHERE email IS NOT NULL AND first_name IS"
                                    + " NOT NULL ORDER BY md5(profile_id) LIMIT " + CUSTOMERS_MAX),
                    row -> new Customer(String.valueOf(row.text(0)), String.valueOf(row.text(1))));
        }
    }

    /** Sends the day, then tells. */
    void run(Serving.Address address, List<Customer> customers) {
        Instant begun = InstantSource.system().instant();
        List<Sent> events = new ShopDay(seed).events(customers, VISITS, begun);
        send(address, events);
        while (address.live().backlog() > 0) {
            Thread.onSpinWait();
        }
        double seconds = (InstantSource.system().millis() - begun.toEpochMilli()) / 1000.0;
        out.println();
        out.printf(
                Locale.ROOT,
                "A day of its web shop came in over HTTP: %,d events of %,d visits, on their profiles in %.1f seconds.%n",
                events.size(),
                VISITS,
                seconds);
        tell(address, customers);
    }

    private void send(Serving.Address address, List<Sent> events) {
        String authorization = basic(writeKey);
        List<List<Sent>> batches = new ArrayList<>();
        for (int i = 0; i < events.size(); i += BATCH) {
            batches.add(events.subList(i, Math.min(i + BATCH, events.size())));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (List<Sent> batch : batches) {
                String body = batch.stream().map(Sent::json).collect(Collectors.joining(",", "{\"batch\":[", "]}"));
                HttpRequest request = HttpRequest.newBuilder(URI.create(address.url() + "/v1/batch"))
                        .header("Authorization", authorization)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != OK) {
                    throw new TarnException(
                            ErrorCode.INVARIANT_BROKEN,
                            "The demo's server answered its own events with " + answer.statusCode() + ": "
                                    + answer.body());
                }
            }
        } catch (IOException failure) {
            throw new TarnException(
                    ErrorCode.STORAGE_UNAVAILABLE,
                    "The demo's server does not answer at " + address.url() + ".",
                    failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String basic(String key) {
        return "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    }

    private void tell(Serving.Address address, List<Customer> customers) {
        String email =
                customers.isEmpty() ? "ann@example.com" : customers.getLast().email();
        String post = "  curl -u " + writeKey + ": " + address.url();
        out.println();
        out.println("See an anonymous visitor become a known person:");
        out.println(post + "/v1/track -d '{\"anonymousId\":\"you\",\"event\":\"Product Viewed\","
                + "\"properties\":{\"product\":\"Tea\"}}'");
        out.println(post + "/v1/identify -d '{\"anonymousId\":\"you\",\"traits\":{\"email\":\"" + email + "\"}}'");
        out.println("  curl -H 'Authorization: Bearer " + address.adminKey() + "' " + address.url()
                + "/v1/profiles/anonymous_id:you");
        out.flush();
    }
}
