package io.tarn.engage.delivery;

import io.tarn.model.message.MessageId;
import io.tarn.model.message.Purpose;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The headers by which a mail program offers to unsubscribe with one click (RFC 2369, RFC 8058). */
public final class UnsubscribeHeaders {
    public static final String LIST_UNSUBSCRIBE = "List-Unsubscribe";
    public static final String LIST_UNSUBSCRIBE_POST = "List-Unsubscribe-Post";
    public static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    private UnsubscribeHeaders() {}

    /**
     * The headers of a message; none for one that nobody can unsubscribe from.
     *
     * @param mailbox where a mail to unsubscribe goes; its subject names the link
     */
    public static Map<String, String> of(
            SignedLinks links, MessageId message, Purpose purpose, Optional<String> mailbox) {
        Map<String, String> headers = new TreeMap<>();
        if (purpose.isTransactional()) {
            return headers;
        }
        String link = links.link(LinkKind.UNSUBSCRIBE, message);
        String path = link.substring(link.indexOf("/m/"));
        String mail = mailbox.map(address -> ", <mailto:" + address + "?subject=" + path + ">")
                .orElse("");
        headers.put(LIST_UNSUBSCRIBE, "<" + link + ">" + mail);
        headers.put(LIST_UNSUBSCRIBE_POST, ONE_CLICK);
        return headers;
    }
}
