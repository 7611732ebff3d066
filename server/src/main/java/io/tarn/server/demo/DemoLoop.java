package io.tarn.server.demo;

import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EngagementTables;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.live.Serving;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Four people at the demo's shop, by whom one sees the loop close: an event becomes a decision and a mail, and what they
 * do with it changes the next decision.
 */
final class DemoLoop {
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final double MILLIS_PER_SECOND = 1_000;

    /** Longer than a scanner takes that follows links as the mail arrives. */
    private static final Duration READING = Duration.ofSeconds(4);

    /** After which the lake has what happened. */
    private static final Duration LAKE_LAG = Duration.ofSeconds(8);

    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final Pattern CLICK = Pattern.compile("href=\"(http[^\"]*/m/c/[^\"]*)\"");
    private static final Pattern UNSUBSCRIBE = Pattern.compile("<(http[^>]*/m/u/[^>]*)>");

    private final Home home;
    private final String writeKey;
    private final DemoMail mail;
    private final PrintWriter out;
    private final InstantSource clock = InstantSource.system();
    private final HttpClient client = HttpClient.newHttpClient();

    DemoLoop(Home home, String writeKey, DemoMail mail, PrintWriter out) {
        this.home = home;
        this.writeKey = writeKey;
        this.mail = mail;
        this.out = out;
    }

    /** Lets them act, and tells what came of it. */
    void run(Serving.Address address) {
        try {
            act(address);
        } catch (IOException failure) {
            throw new TarnException(
                    ErrorCode.STORAGE_UNAVAILABLE,
                    "The demo's server does not answer at " + address.url() + ".",
                    failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void act(Serving.Address address) throws IOException, InterruptedException {
        for (String name : List.of("Ann", "Ben", "Cleo", "Dan")) {
            send(
                    address,
                    "identify",
                    name,
                    "\"traits\":{\"email\":\"" + email(name) + "\",\"firstName\":\"" + name
                            + "\"},\"context\":{\"consent\":{\"categoryPreferences\":{\"marketing\":true}}}");
        }
        out.println();
        out.println("Now the loop closes. Watch the mails: " + address.url() + DemoMailPages.PATH);
        long failed = clock.millis();
        send(address, "track", "Cleo", "\"event\":\"Payment Failed\",\"properties\":{\"amount\":42}");
        Optional<DemoMail.Kept> help = mailTo("Cleo");
        double took = (help.map(kept -> kept.at().toEpochMilli()).orElse(failed) - failed) / MILLIS_PER_SECOND;
        if (help.isPresent()) {
            out.printf(
                    Locale.ROOT,
                    "  Cleo's payment failed: her mail was with the mail server %.2f seconds later.%n",
                    took);
        }
        for (String name : List.of("Ann", "Ben", "Dan")) {
            send(address, "track", name, "\"event\":\"Cart Updated\",\"properties\":{\"total\":59}");
        }
        Thread.sleep(Duration.ofSeconds(1));
        send(address, "track", "Ben", "\"event\":\"Order Completed\",\"properties\":{\"revenue\":59}");
        if (mailTo("Ann").isPresent()) {
            out.println("  Ann left a cart and got one mail.");
        }
        Optional<DemoMail.Kept> toDan = mailTo("Dan");
        Thread.sleep(READING);
        if (help.isPresent()) {
            follow(help.get());
        }
        if (toDan.isPresent()) {
            unsubscribe(toDan.get());
        }
        send(address, "track", "Dan", "\"event\":\"Payment Failed\",\"properties\":{\"amount\":17}");
        Thread.sleep(LAKE_LAG);
        tell(address);
    }

    private void tell(Serving.Address address) {
        out.println("  Ben left a cart too and bought a second later. " + sentence("Ben", "abandoned_cart"));
        out.println("  Cleo followed the link in her mail: her profile now counts "
                + one(
                                "SELECT computed['mail_clicks'] FROM gold.live_customers c WHERE "
                                        + "traits['email'].value = ?",
                                email("Cleo"))
                        .orElse("no")
                + " click.");
        out.println("  Dan unsubscribed with one click; then his payment failed. " + sentence("Dan", "payment_help"));
        out.println();
        out.println("Look at it, and change it: audiences, campaigns and templates are files in " + home.project());
        out.println("  ./tarn audience list --home " + home.root());
        out.println(
                "  ./tarn sql \"SELECT campaign, step, verdict, sentence FROM gold.decisions ORDER BY decided_at\" --home "
                        + home.root());
        out.println("  ./tarn sending stop --home " + home.root());
        out.println();
        out.println("Serving at " + address.url() + " until Ctrl-C.");
        out.flush();
    }

    private String sentence(String name, String campaign) {
        return one(
                        "SELECT d.sentence FROM " + EngagementTables.DECISIONS.name()
                                + " d JOIN gold.live_customers c ON c.profile_id = d.profile_id WHERE d.campaign = ?"
                                + " AND c.traits['email'].value = ? ORDER BY d.log_offset DESC LIMIT 1",
                        campaign,
                        email(name))
                .orElse("");
    }

    private Optional<String> one(String sql, Object... values) {
        try (House house = House.open(home);
                LakeSession session = house.lake().open(new ReadPoint.Latest())) {
            return session.query(Statement.of(sql, values), row -> String.valueOf(row.text(0))).stream()
                    .findFirst();
        }
    }

    private static String email(String name) {
        return name.toLowerCase(Locale.ROOT) + "@demo.example.com";
    }

    private Optional<DemoMail.Kept> mailTo(String name) throws InterruptedException {
        return await(() -> found(name).isPresent()) ? found(name) : Optional.empty();
    }

    private Optional<DemoMail.Kept> found(String name) {
        return mail.mails().stream()
                .filter(kept -> kept.to().contains(email(name)))
                .findFirst();
    }

    private boolean await(BooleanSupplier condition) throws InterruptedException {
        long end = clock.millis() + WAIT_MAX.toMillis();
        while (!condition.getAsBoolean()) {
            if (clock.millis() > end) {
                return false;
            }
            Thread.sleep(LOOK);
        }
        return true;
    }

    private void follow(DemoMail.Kept kept) throws IOException, InterruptedException {
        Matcher link = CLICK.matcher(kept.mail().html());
        if (link.find()) {
            client.send(
                    HttpRequest.newBuilder(URI.create(link.group(1).replace("&amp;", "&")))
                            .header("User-Agent", BROWSER)
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    /** As a mail program does (RFC 8058). */
    private void unsubscribe(DemoMail.Kept kept) throws IOException, InterruptedException {
        Matcher link = UNSUBSCRIBE.matcher(kept.mail().headers().getOrDefault("list-unsubscribe", ""));
        if (link.find()) {
            client.send(
                    HttpRequest.newBuilder(URI.create(link.group(1)))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    private void send(Serving.Address address, String type, String name, String rest)
            throws IOException, InterruptedException {
        String body = "{\"userId\":\"demo-" + name.toLowerCase(Locale.ROOT) + "\"," + rest + "}";
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(address.url() + "/v1/" + type))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8)))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("answered " + answer.statusCode());
        }
    }
}
