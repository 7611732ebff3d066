package io.tarn.sample;

import io.tarn.sample.Person.Address;
import io.tarn.sample.World.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The web shop's orders as nested JSON lines: guests who type anew each time, and accounts that remember. */
final class ShopOrders {
    private static final int ORDERS_MAX = 7;

    private final World world;
    private final Truth truth;
    private final Clerk clerk;
    private final List<Product> products;
    private final List<Order> orders = new ArrayList<>();
    private final Map<String, List<Placed>> placed = new HashMap<>();

    ShopOrders(World world, Truth truth) {
        this.world = world;
        this.truth = truth;
        this.clerk = new Clerk(world.words(), 0.12, 0.02, 0.18, 0.06);
        this.products =
                world.words().section("product").stream().map(Product::of).toList();
    }

    /** A thing that the brand sells. */
    record Product(String name, int cents, String category) {
        static Product of(String text) {
            String[] parts = text.split("=", -1);
            return new Product(parts[0], Integer.parseInt(parts[1].replace(".", "")), parts[2]);
        }
    }

    private record Order(int person, int number, String placedAt, String customer, String rest) {}

    List<Product> products() {
        return products;
    }

    private record Placed(String id, String at) {}

    /** The orders that a person had placed before a moment, once all are written. */
    List<String> ordersOf(Person person, String moment) {
        return placed.getOrDefault(person.id(), List.of()).stream()
                .filter(order -> order.at().compareTo(moment) < 0)
                .map(Placed::id)
                .toList();
    }

    int write(Path file) {
        for (int i = 0; i < world.persons().size(); i++) {
            if (world.placesOf(i).contains(Place.SHOP)) {
                order(i, world.persons().get(i), world.chance(i, "shop"));
            }
        }
        orders.sort(Comparator.comparing(Order::placedAt)
                .thenComparingInt(Order::person)
                .thenComparingInt(Order::number));
        Sheet sheet = new Sheet(',', StandardCharsets.UTF_8);
        for (Order order : orders) {
            Person person = world.persons().get(order.person());
            String id = "H" + order.placedAt().substring(2, 4) + "-" + Chance.padded(sheet.rows() + 1, 6);
            sheet.line("{\"order_id\":\"" + id + "\",\"placed_at\":\"" + order.placedAt() + "\"," + order.customer()
                    + order.rest());
            truth.add("shop", id, person.id());
            placed.computeIfAbsent(person.id(), key -> new ArrayList<>()).add(new Placed(id, order.placedAt()));
        }
        sheet.write(file);
        return sheet.rows();
    }

    private void order(int number, Person person, Chance chance) {
        double unit = chance.unit();
        int count = 1 + (int) (ORDERS_MAX * unit * unit * unit);
        boolean hasAccount = chance.happens(0.45);
        String account = hasAccount ? "u" + Long.toHexString(chance.next() >>> 20) : "";
        Clerk typist = clerk;
        String first = typist.firstName(person, chance);
        LocalDate opened = person.joined();
        String last = typist.lastName(person, opened, chance);
        String email = typist.email(person, opened, chance);
        for (int i = 0; i < count; i++) {
            LocalDate day = World.day(person, chance);
            String customer = hasAccount
                    ? customer(person, account, first, last, email, day, chance)
                    : customer(
                            person,
                            "",
                            typist.firstName(person, chance),
                            typist.lastName(person, day, chance),
                            typist.email(person, day, chance),
                            day,
                            chance);
            orders.add(new Order(number, i, World.moment(day, chance), customer, basket(person, chance)));
        }
    }

    private String customer(
            Person person, String account, String first, String last, String email, LocalDate day, Chance chance) {
        Address address = person.address().on(day);
        StringBuilder json = new StringBuilder(320).append("\"customer\":{");
        Sheet.member(json, "account_id", account).append(',');
        Sheet.member(json, "first_name", first).append(',');
        Sheet.member(json, "last_name", last).append(',');
        Sheet.member(json, "email", email).append(',');
        Sheet.member(
                        json,
                        "phone",
                        chance.happens(0.45) ? Clerk.phone(person.mobile().on(day), chance) : "")
                .append(",\"address\":{");
        Sheet.member(json, "street", clerk.slipped(clerk.streetName(address, person.country(), chance), chance))
                .append(',');
        Sheet.member(json, "house_number", address.number()).append(',');
        Sheet.member(json, "postcode", address.postcode()).append(',');
        Sheet.member(json, "city", address.town().name()).append(',');
        Sheet.member(json, "country", person.country().name()).append("}},");
        Sheet.member(json, "device_id", chance.happens(0.4) ? person.device() : "")
                .append(',');
        return json.toString();
    }

    private String basket(Person person, Chance chance) {
        int cents = 0;
        StringBuilder items = new StringBuilder(200);
        for (int i = 1 + (int) (3.6 * chance.unit() * chance.unit()); i > 0; i--) {
            Product product = chance.pick(products);
            int quantity = chance.happens(0.85) ? 1 : chance.between(2, 4);
            cents += product.cents() * quantity;
            items.append(items.isEmpty() ? "" : ",").append('{');
            Sheet.member(items, "sku", "HH" + (1000 + Math.abs(product.name().hashCode() % 9000)))
                    .append(',');
            Sheet.member(items, "name", product.name()).append(',');
            Sheet.member(items, "category", product.category());
            items.append(",\"quantity\":")
                    .append(quantity)
                    .append(",\"price\":")
                    .append(money(product.cents()))
                    .append('}');
        }
        return "\"channel\":\"" + (chance.happens(0.7) ? "web" : "app") + "\",\"currency\":\""
                + person.country().currency() + "\",\"total\":" + money(cents) + ",\"items\":[" + items + "]}";
    }

    private static String money(int cents) {
        return cents / 100 + "." + Chance.padded(cents % 100, 2);
    }
}
