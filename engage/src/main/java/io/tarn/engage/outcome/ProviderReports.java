package io.tarn.engage.outcome;

import io.tarn.model.event.Value;
import io.tarn.model.message.MachineSign;
import io.tarn.model.message.MessageId;
import io.tarn.model.message.Outcome;
import io.tarn.model.message.Outcome.Bounce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what mail providers post to us, in the shapes of SES, SendGrid and Postmark. The message is found by its id,
 * which they repeat from the Message-ID or X-Tarn-Message header or from the metadata that they were given.
 */
public final class ProviderReports {
    private static final Pattern ID = Pattern.compile("<?(m[0-9a-v]{25})(?:@[^>]*)?>?");
    private static final int ITEMS_MAX = 10_000;
    private static final int DEPTH_MAX = 8;

    private final ScannerRules scanners;

    public ProviderReports(ScannerRules scanners) {
        this.scanners = scanners;
    }

    /**
     * The outcomes in a posted value; what is none, or speaks of no message of ours, is passed over.
     *
     * @param at when it came: counts where the provider does not say when it happened, or names a later instant
     */
    public List<Outcome> read(Value posted, Instant at) {
        List<Value> items = posted instanceof Value.Sequence sequence ? sequence.items() : List.of(posted);
        List<Outcome> outcomes = new ArrayList<>();
        items.stream().limit(ITEMS_MAX).forEach(item -> {
            if (item instanceof Value.Fields fields) {
                message(fields, 0)
                        .flatMap(id -> outcome(fields.fields(), id, ProviderTimes.of(fields.fields(), at)))
                        .ifPresent(outcomes::add);
            }
        });
        return outcomes;
    }

    private Optional<Outcome> outcome(Map<String, Value> item, MessageId message, Instant at) {
        String name = text(item, "event", "eventType", "notificationType", "RecordType")
                .toLowerCase(Locale.ROOT);
        return switch (name) {
            case "delivered", "delivery" -> Optional.of(new Outcome.Arrived(message, at));
            case "bounce", "dropped" -> Optional.of(bounce(item, message, at));
            case "spamreport", "complaint", "spamcomplaint" -> Optional.of(new Outcome.Complained(message, at));
            case "unsubscribe", "group_unsubscribe" -> Optional.of(new Outcome.Unsubscribed(message, at));
            case "subscriptionchange" ->
                flag(item, "SuppressSending") ? Optional.of(new Outcome.Unsubscribed(message, at)) : Optional.empty();
            case "open" -> Optional.of(new Outcome.Opened(message, at, signs(item, "", at)));
            case "click" -> {
                Map<String, Value> click = fields(item, "click");
                String target = text(item, "url", "OriginalLink") + text(click, "link");
                yield Optional.of(new Outcome.Clicked(message, at, target, signs(item, "click", at)));
            }
            default -> Optional.empty();
        };
    }

    private static Outcome bounce(Map<String, Value> item, MessageId message, Instant at) {
        Map<String, Value> ses = fields(item, "bounce");
        String code = StatusCodes.first(text(item, "status", "Details", "Description", "reason"));
        String type = (text(item, "type", "Type") + " " + text(ses, "bounceType"))
                .strip()
                .toLowerCase(Locale.ROOT);
        if (code.isEmpty() && ses.get("bouncedRecipients") instanceof Value.Sequence recipients) {
            code = recipients.items().stream()
                    .filter(Value.Fields.class::isInstance)
                    .map(one -> StatusCodes.first(text(((Value.Fields) one).fields(), "status", "diagnosticCode")))
                    .filter(one -> !one.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        boolean hard = switch (type) {
            case "hardbounce", "bademailaddress", "permanent" -> code.isEmpty() || StatusCodes.isAddress(code);
            case "bounce" -> code.startsWith("5") && StatusCodes.isAddress(code);
            default -> false;
        };
        return new Outcome.Bounced(message, at, hard ? Bounce.HARD : Bounce.SOFT, code);
    }

    private Set<MachineSign> signs(Map<String, Value> item, String below, Instant at) {
        String agent = text(item, "useragent", "UserAgent")
                + text(fields(item, below.isEmpty() ? "open" : below), "userAgent");
        String target = below.isEmpty() ? "" : "link";
        return scanners.signs(new Visit(target, "GET", agent, at, Optional.empty(), List.of()));
    }

    private static Optional<MessageId> message(Value value, int depth) {
        if (depth > DEPTH_MAX) {
            return Optional.empty();
        }
        return switch (value) {
            case Value.Text text -> {
                Matcher id = ID.matcher(text.text());
                yield id.matches() ? Optional.of(new MessageId(id.group(1))) : Optional.empty();
            }
            case Value.Fields fields -> first(List.copyOf(fields.fields().values()), depth);
            case Value.Sequence sequence -> first(sequence.items(), depth);
            case Value.Decimal number -> Optional.empty();
            case Value.Flag flag -> Optional.empty();
            case Value.Nothing nothing -> Optional.empty();
        };
    }

    private static Optional<MessageId> first(List<Value> values, int depth) {
        return values.stream().flatMap(one -> message(one, depth + 1).stream()).findFirst();
    }

    private static Map<String, Value> fields(Map<String, Value> item, String name) {
        return item.get(name) instanceof Value.Fields fields ? fields.fields() : Map.of();
    }

    private static boolean flag(Map<String, Value> item, String name) {
        return item.get(name) instanceof Value.Flag flag && flag.holds();
    }

    /** The first of the names that holds text. */
    private static String text(Map<String, Value> item, String... names) {
        for (String name : names) {
            if (item.get(name) instanceof Value.Text text) {
                return text.text();
            }
        }
        return "";
    }
}
