package io.tarn.server.demo;

import io.tarn.model.policy.SemanticTag;
import io.tarn.server.report.html.Html;
import io.tarn.wire.mask.Masking;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** The mails that the demo's mail server took: a list that renews itself, and each mail as its reader sees it. */
public final class DemoMailPages {
    /** Where the list is. */
    public static final String PATH = "/demo/mails";

    /** What a mail says that a campaign caused. */
    static final String CAMPAIGN_HEADER = "x-tarn-campaign";

    private static final String CSS = resource();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** Before what a mail says itself, so that its links open beside the demo. */
    private static final String OUTWARD = "<base target=\"_blank\">";

    private final DemoMail mail;
    private final InstantSource clock;

    public DemoMailPages(DemoMail mail, InstantSource clock) {
        this.mail = mail;
        this.clock = clock;
    }

    /** Adds the pages to a router. */
    public void mount(Router router) {
        router.get(PATH).handler(context -> send(context, 200, list()));
        router.get(PATH + "/:number").handler(this::one);
    }

    private void one(RoutingContext context) {
        Optional<DemoMail.Kept> kept = number(Objects.requireNonNullElse(context.pathParam("number"), ""))
                .flatMap(mail::find);
        send(context, kept.isPresent() ? 200 : 404, kept.map(this::mail).orElseGet(this::gone));
    }

    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,12}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private String list() {
        List<DemoMail.Kept> mails = mail.mails();
        return page("Mails of the demo", true, html -> {
            html.open("header").element("h1", "Mails");
            html.element(
                            "p",
                            mails.isEmpty()
                                    ? "None yet. This page looks again every two seconds."
                                    : count(mail.taken()) + ", the newest first. No mail leaves this machine.")
                    .close();
            if (mails.isEmpty()) {
                html.element("p", "Put something into a cart and leave it: the mail shows up here.", "class", "empty");
                return;
            }
            html.open("ol", "class", "mails");
            mails.forEach(one -> row(html, one));
            html.close();
        });
    }

    private void row(Html html, DemoMail.Kept one) {
        html.open("li").open("a", "href", PATH + "/" + one.number());
        html.element("span", masked(one.to()), "class", "to");
        html.element("strong", subject(one));
        campaign(html, one);
        html.element("time", ago(one.at()), "datetime", one.at().toString());
        html.close().close();
    }

    private String mail(DemoMail.Kept one) {
        return page(subject(one), false, html -> {
            html.open("header")
                    .open("p")
                    .element("a", "\u2190 All mails", "href", PATH)
                    .close();
            html.element("h1", subject(one));
            html.open("p", "class", "facts").element("span", "To " + masked(one.to()));
            html.element("span", TIME.format(one.at()) + " UTC, " + ago(one.at()));
            campaign(html, one);
            html.close().close().open("div", "class", "views");
            html.open("section").element("h2", "As HTML");
            html.open(
                            "iframe",
                            "title",
                            "The mail as HTML",
                            "sandbox",
                            "allow-popups allow-popups-to-escape-sandbox",
                            "srcdoc",
                            OUTWARD + one.mail().html())
                    .close()
                    .close();
            html.open("section").element("h2", "As plain text");
            html.element("pre", one.mail().text().strip()).close().close();
            html.open("details").element("summary", "Headers").open("dl");
            one.mail().headers().entrySet().stream()
                    .filter(header -> !header.getKey().equals("to"))
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(header -> html.element("dt", header.getKey()).element("dd", header.getValue()));
            html.close().close();
        });
    }

    private String gone() {
        return page(
                "Not kept",
                false,
                html -> html.open("header")
                        .element("h1", "This mail is not kept")
                        .element("p", "The demo keeps the last " + DemoMail.MAILS_MAX + " mails, until it ends.")
                        .element("a", "\u2190 All mails", "href", PATH)
                        .close());
    }

    private static void campaign(Html html, DemoMail.Kept one) {
        String campaign = one.mail().header(CAMPAIGN_HEADER);
        if (!campaign.isEmpty()) {
            html.element("span", campaign, "class", "tag");
        }
    }

    private static String page(String title, boolean renewed, Consumer<Html> content) {
        Html html = new Html();
        html.trusted("<!doctype html>").open("html", "lang", "en").open("head");
        html.trusted("<meta charset=\"utf-8\">");
        html.trusted("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        if (renewed) {
            html.trusted("<meta http-equiv=\"refresh\" content=\"2\">");
        }
        html.element("title", title);
        html.trusted("<style>")
                .trusted(CSS)
                .trusted("</style>")
                .close()
                .open("body")
                .open("main");
        content.accept(html);
        return html.close().close().close() + "\n";
    }

    private static void send(RoutingContext context, int status, String page) {
        HttpServerResponse response = context.response();
        response.putHeader("Content-Type", "text/html; charset=utf-8");
        // A mail brings styles and pictures of its own, and no scripts.
        response.putHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:; frame-src 'self';"
                        + " form-action 'none'; frame-ancestors 'none'");
        response.putHeader("Cache-Control", "no-store");
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.setStatusCode(status).end(page);
    }

    private static String masked(String address) {
        return Masking.mask(SemanticTag.EMAIL, address);
    }

    private static String subject(DemoMail.Kept one) {
        return one.mail().subject().isBlank() ? "(no subject)" : one.mail().subject();
    }

    private static String count(long mails) {
        return String.format(Locale.ENGLISH, "%,d %s", mails, mails == 1 ? "mail" : "mails");
    }

    private String ago(Instant at) {
        long seconds = Math.max(0, Duration.between(at, clock.instant()).toSeconds());
        if (seconds < 2) {
            return "just now";
        }
        return seconds < 120 ? seconds + " s ago" : seconds / 60 + " min ago";
    }

    private static String resource() {
        try (InputStream in = DemoMailPages.class.getResourceAsStream("/demo/mails.css")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
