package io.tarn.sample;

import io.tarn.sample.ShopOrders.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A day of the web shop's traffic, as its page's tracking code would send it: visitors who look around, some of whom
 * put things into a basket, log in and buy. The same day for the same seed and customers.
 */
public final class ShopDay {
    private static final Duration LENGTH = Duration.ofHours(24);
    private static final int SECONDS_BETWEEN_MAX = 180;

    private final long seed;
    private final List<Product> products;

    public ShopDay(long seed) {
        this.seed = seed;
        this.products =
                Words.load().section("product").stream().map(Product::of).toList();
    }

    /** A customer who may come by. */
    public record Customer(String email, String firstName) {}

    /** An event at its moment, as JSON in the form of the tracking protocol. */
    public record Sent(Instant at, String json) {}

    /**
     * The events of a day, in order.
     *
     * @param customers who may log in
     * @param visits how many visits there are
     * @param end when the day ends
     */
    public List<Sent> events(List<Customer> customers, int visits, Instant end) {
        List<Sent> events = new ArrayList<>();
        for (int visit = 0; visit < visits; visit++) {
            visit(visit, customers, end, events);
        }
        events.sort(Comparator.comparing(Sent::at).thenComparing(Sent::json));
        return events;
    }

    private void visit(int visit, List<Customer> customers, Instant end, List<Sent> events) {
        Chance chance = new Chance(seed, visit, "shop day");
        Visitor visitor = new Visitor(
                "visitor-" + Long.toHexString(Chance.mix(seed * 31 + visit)),
                end.minus(LENGTH).plusSeconds(chance.below((int) LENGTH.toSeconds() - 3600)),
                visit,
                chance,
                events);
        visitor.page("Home", "");
        Product wanted = chance.pickFrequent(products);
        int looks = chance.between(1, 5);
        for (int look = 0; look < looks; look++) {
            wanted = chance.pickFrequent(products);
            visitor.track("Product Viewed", product(wanted));
        }
        if (!chance.happens(0.45)) {
            return;
        }
        visitor.track("Product Added", product(wanted));
        if (customers.isEmpty() || !chance.happens(0.6)) {
            return;
        }
        visitor.identify(chance.pick(customers));
        if (chance.happens(0.7)) {
            visitor.track(
                    "Order Completed",
                    "\"order_id\":\"D-" + visit + "\",\"revenue\":" + price(wanted) + ",\"currency\":\"EUR\"");
        }
    }

    private static String product(Product product) {
        return "\"product\":" + quoted(product.name()) + ",\"category\":" + quoted(product.category()) + ",\"price\":"
                + price(product);
    }

    private static String price(Product product) {
        return String.format(Locale.ROOT, "%d.%02d", product.cents() / 100, product.cents() % 100);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** One visit. Confined to one thread. */
    private static final class Visitor {
        private final String anonymousId;
        private final int visit;
        private final Chance chance;
        private final List<Sent> events;
        private Instant now;
        private int number;

        Visitor(String anonymousId, Instant now, int visit, Chance chance, List<Sent> events) {
            this.anonymousId = anonymousId;
            this.now = now;
            this.visit = visit;
            this.chance = chance;
            this.events = events;
        }

        void page(String name, String properties) {
            send("\"type\":\"page\",\"name\":" + quoted(name) + ",\"properties\":{" + properties + "}");
        }

        void track(String event, String properties) {
            send("\"type\":\"track\",\"event\":" + quoted(event) + ",\"properties\":{" + properties + "}");
        }

        void identify(Customer customer) {
            send("\"type\":\"identify\",\"traits\":{\"email\":" + quoted(customer.email()) + ",\"firstName\":"
                    + quoted(customer.firstName()) + "}");
        }

        private void send(String body) {
            String json = "{\"messageId\":\"day-" + visit + "-" + number + "\",\"anonymousId\":\"" + anonymousId
                    + "\",\"timestamp\":\"" + now + "\"," + body + "}";
            events.add(new Sent(now, json));
            number++;
            now = now.plusSeconds(1 + chance.below(SECONDS_BETWEEN_MAX));
        }
    }
}
