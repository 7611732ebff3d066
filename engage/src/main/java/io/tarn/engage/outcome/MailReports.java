package io.tarn.engage.outcome;

import io.tarn.engage.delivery.LinkKind;
import io.tarn.engage.delivery.OriginHeaders;
import io.tarn.engage.delivery.SignedLinks;
import io.tarn.model.message.MessageId;
import io.tarn.model.message.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;

/**
 * Reads mail that comes back: reports of delivery (RFC 3464), complaints (RFC 5965) and wishes to unsubscribe. Of which
 * message it speaks is told by the mailbox that it came to, or by the original's Message-ID or X-Tarn-Message.
 */
public final class MailReports {
    private static final Pattern MAILBOX = Pattern.compile("bounce\\+(m[0-9a-v]{25})@", Pattern.CASE_INSENSITIVE);
    private static final Pattern ORIGINAL = Pattern.compile(
            "^(?:Message-ID:\\s*<|" + OriginHeaders.MESSAGE + ":\\s*)(m[0-9a-v]{25})(?:@|\\s*$)",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern SIGNED = Pattern.compile("/m/u/m[0-9a-v]{25}/[A-Za-z0-9_-]{43}");
    private static final List<String> RECIPIENT_HEADERS =
            List.of("x-original-to", "delivered-to", "to", "original-recipient");

    private final SignedLinks links;

    public MailReports(SignedLinks links) {
        this.links = links;
    }

    /**
     * What a mail says.
     *
     * @param at when it came
     */
    public ReturnedMail read(byte[] mail, Instant at) {
        ReportParts parts;
        try {
            parts = ReportParts.of(mail);
        } catch (IOException | MimeException | IllegalArgumentException e) {
            return new ReturnedMail.NotUnderstood(
                    "it is no readable mail (" + e.getClass().getSimpleName() + ")");
        }
        Optional<MessageId> unsubscribed = unsubscribed(parts);
        if (unsubscribed.isPresent()) {
            return new ReturnedMail.Understood(List.of(new Outcome.Unsubscribed(unsubscribed.get(), at)));
        }
        String status = parts.parts().get("message/delivery-status");
        String feedback = parts.parts().get("message/feedback-report");
        if (status == null && feedback == null) {
            return new ReturnedMail.NotUnderstood(
                    "it is neither a report of delivery, nor a complaint, nor a signed wish" + " to unsubscribe");
        }
        Optional<MessageId> message = message(parts);
        if (message.isEmpty()) {
            return new ReturnedMail.NotUnderstood("it speaks of no message of ours");
        }
        return new ReturnedMail.Understood(
                status != null
                        ? delivery(status, message.get(), at)
                        : complaint(String.valueOf(feedback), message.get(), at));
    }

    private Optional<MessageId> unsubscribed(ReportParts parts) {
        Matcher path = SIGNED.matcher(parts.headers().getOrDefault("subject", ""));
        return path.find()
                ? links.verify(path.group(), "")
                        .filter(link -> link.kind() == LinkKind.UNSUBSCRIBE)
                        .map(link -> link.message())
                : Optional.empty();
    }

    private static Optional<MessageId> message(ReportParts parts) {
        for (String header : RECIPIENT_HEADERS) {
            Matcher mailbox = MAILBOX.matcher(parts.headers().getOrDefault(header, ""));
            if (mailbox.find()) {
                return Optional.of(new MessageId(mailbox.group(1).toLowerCase(Locale.ROOT)));
            }
        }
        for (String type :
                List.of("message/rfc822", "text/rfc822-headers", "message/global-headers", "message/global")) {
            Matcher original = ORIGINAL.matcher(parts.parts().getOrDefault(type, ""));
            if (original.find()) {
                return Optional.of(new MessageId(original.group(1).toLowerCase(Locale.ROOT)));
            }
        }
        return Optional.empty();
    }

    private static List<Outcome> delivery(String status, MessageId message, Instant at) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Map<String, String> group : ReportParts.groups(status)) {
            String code = StatusCodes.first(
                    group.getOrDefault("status", "") + " " + group.getOrDefault("diagnostic-code", ""));
            switch (group.getOrDefault("action", "").toLowerCase(Locale.ROOT)) {
                case "failed" -> outcomes.add(new Outcome.Bounced(message, at, StatusCodes.bounce(code), code));
                case "delivered" -> outcomes.add(new Outcome.Arrived(message, at));
                default -> {}
            }
        }
        return outcomes;
    }

    private static List<Outcome> complaint(String feedback, MessageId message, Instant at) {
        String type = ReportParts.groups(feedback).stream()
                .map(group -> group.getOrDefault("feedback-type", ""))
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElse("abuse")
                .toLowerCase(Locale.ROOT);
        return switch (type) {
            case "not-spam" -> List.of();
            case "opt-out", "opt-out-list" -> List.of(new Outcome.Unsubscribed(message, at));
            default -> List.of(new Outcome.Complained(message, at));
        };
    }
}
