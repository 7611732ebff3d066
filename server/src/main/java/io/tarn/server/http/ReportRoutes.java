package io.tarn.server.http;

import io.tarn.engage.outcome.MailReports;
import io.tarn.engage.outcome.ProviderReports;
import io.tarn.engage.outcome.ReturnedMail;
import io.tarn.engage.outcome.ScannerRules;
import io.tarn.loop.engage.OutcomeTaken;
import io.tarn.model.event.Value;
import io.tarn.model.message.Outcome;
import io.tarn.wire.event.Unpacking;
import io.tarn.wire.event.ValueCodec;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where mail that came back and the webhooks of mail providers are handed over. Answers once outcomes are durable. */
final class ReportRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ReportRoutes.class);
    private static final Set<String> PROVIDERS = Set.of("ses", "sendgrid", "postmark");
    private static final long WAIT_MAX_SECONDS = 20;

    private final LiveRooms rooms;
    private final Bodies bodies;
    private final Bearer bearer;
    private final Replies replies;
    private final ProviderReports providers = new ProviderReports(ScannerRules.DEFAULT);

    ReportRoutes(LiveRooms rooms, Bodies bodies, Replies replies) {
        this.rooms = rooms;
        this.bodies = bodies;
        this.bearer = new Bearer(rooms);
        this.replies = replies;
    }

    /** What a report says: outcomes, and how many parts of it say nothing that we know. */
    private record Said(List<Outcome> outcomes, int unknown) {}

    /** One mail as it came, from a mail server that hands over what comes to the bounce mailbox. */
    void mail(RoutingContext context) {
        bodies.read(
                context,
                body -> answer(context, links -> switch (new MailReports(links.signed()).read(body, now())) {
                    case ReturnedMail.Understood understood -> new Said(understood.outcomes(), 0);
                    case ReturnedMail.NotUnderstood not -> {
                        LOG.info("A mail that came back was passed over: {}.", not.reason());
                        yield new Said(List.of(), 1);
                    }
                }));
    }

    /** What a provider posts. */
    void provider(RoutingContext context) {
        bodies.read(
                context,
                body -> answer(context, links -> {
                    if (!PROVIDERS.contains(Address.part(context, "provider"))) {
                        throw Refusals.noSuchPlace();
                    }
                    byte[] plain = Unpacking.plain(body, rooms.config().bodyBytesMax());
                    Value posted = unwrapped(ValueCodec.parse(new String(plain, StandardCharsets.UTF_8)));
                    return new Said(providers.read(posted, now()), 0);
                }));
    }

    /** Amazon wraps what SES says as a text into a notice of its own. */
    private static Value unwrapped(Value posted) {
        if (!(posted instanceof Value.Fields notice) || !(notice.fields().get("Message") instanceof Value.Text text)) {
            return posted;
        }
        Value type = notice.fields().getOrDefault("Type", Value.Nothing.NOTHING);
        if (type.equals(new Value.Text("SubscriptionConfirmation"))) {
            LOG.warn("Amazon SNS asks whether to send reports here: confirm the subscription in its console.");
        }
        return type.equals(new Value.Text("Notification")) ? ValueCodec.parse(text.text()) : posted;
    }

    private Instant now() {
        return rooms.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void answer(RoutingContext context, Function<LiveRooms.Links, Said> read) {
        replies.answer(context, bearer::reporting, _ -> {
            LiveRooms.Links links = rooms.links().orElseThrow(Refusals::noMail);
            return taken(links, read.apply(links));
        });
    }

    private static String taken(LiveRooms.Links links, Said said) {
        List<CompletableFuture<OutcomeTaken>> all = new ArrayList<>();
        int counted = 0;
        for (Outcome outcome : said.outcomes()) {
            if (outcome instanceof Outcome.Clicked click && links.signed().isOwn(click.target())) {
                counted++;
            } else {
                all.add(links.outcomes().take(outcome));
            }
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .orTimeout(WAIT_MAX_SECONDS, TimeUnit.SECONDS)
                .join();
        long unknown = all.stream()
                .filter(one -> one.join() instanceof OutcomeTaken.UnknownMessage)
                .count();
        long accepted = counted + all.size() - unknown;
        return Replies.object(json -> {
            json.writeNumberField("accepted", accepted);
            json.writeNumberField("unknown", unknown + said.unknown());
        });
    }
}
