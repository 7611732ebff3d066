package io.tarn.engage.delivery;

import io.tarn.engage.render.CompiledTemplate;
import io.tarn.engage.render.Content;
import io.tarn.engage.render.Rendered;
import io.tarn.model.event.Value;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Message;
import io.tarn.model.message.MessageId;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes the message that a decision asks for: rendered, its links signed, with the way to unsubscribe. The same decision
 * gives the same message. Safe for many threads.
 */
public final class Composer {
    private final SignedLinks links;
    private final LinkRewriter rewriter;
    private final Optional<String> mailbox;
    private final ZoneId zone;

    /**
     * A message and what its template would have shown but the person has not.
     *
     * @param missing such as {@code profile.first_name at line 2}
     */
    public record Composed(Message message, List<String> missing) {
        public Composed {
            missing = List.copyOf(missing);
        }
    }

    /**
     * Composes with the workspace's links and time zone.
     *
     * @param mailbox where a mail to unsubscribe goes
     */
    public Composer(SignedLinks links, Optional<String> mailbox, ZoneId zone) {
        this.links = links;
        this.rewriter = new LinkRewriter(links);
        this.mailbox = mailbox;
        this.zone = zone;
    }

    /**
     * The message of a decision.
     *
     * @param profile traits by name
     * @param event properties of what caused it
     */
    public Composed compose(
            Sending sending, CompiledTemplate template, Map<String, Value> profile, Map<String, Value> event) {
        MessageId id = MessageId.derive(sending.decisionId());
        Rendered rendered = template.render(new Content(profile, event, links.named(id), sending.at(), zone));
        boolean mail = sending.channel().equals(ChannelName.EMAIL);
        Message message = new Message(
                id,
                sending.profile(),
                sending.channel(),
                sending.address(),
                rendered.subject(),
                mail ? rewriter.rewrite(id, rendered.html()) : rendered.html(),
                rendered.text(),
                mail ? headers(id, sending) : Map.of(),
                sending.purpose(),
                sending.at());
        return new Composed(message, rendered.missing());
    }

    private Map<String, String> headers(MessageId id, Sending sending) {
        Map<String, String> headers = new TreeMap<>(UnsubscribeHeaders.of(links, id, sending.purpose(), mailbox));
        headers.put(OriginHeaders.CAMPAIGN, sending.campaign().value());
        return headers;
    }
}
