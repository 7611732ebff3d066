package io.tarn.loop.engage;

import io.tarn.engage.outcome.ScannerRules;
import io.tarn.engage.outcome.Visit;
import io.tarn.model.message.MachineSign;
import io.tarn.model.message.MessageId;
import io.tarn.model.message.Outcome;
import io.tarn.storage.Dispatch;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Visits to messages lately, by which machines are told from persons. Holds the last messages that were visited and the
 * last visits to each. Safe to share between threads.
 */
public final class Visits {
    private static final int MESSAGES_MAX = 10_000;
    private static final int VISITS_MAX = 20;

    private final ScannerRules rules;
    private final Map<MessageId, Deque<Visit.Earlier>> lately = new LinkedHashMap<>();

    public Visits(ScannerRules rules) {
        this.rules = rules;
    }

    /**
     * A request for a link or the pixel of a message.
     *
     * @param target of the link; empty for the pixel
     * @param method of HTTP, in capitals
     * @param agent what the client calls itself; empty when it does not say
     */
    public record Request(String target, String method, String agent, Instant at) {}

    /** What a request means: an open or a click, by a person or with the signs of a machine. */
    public Outcome outcome(Dispatch dispatch, Request request) {
        MessageId message = dispatch.message().id();
        Set<MachineSign> signs = rules.signs(new Visit(
                request.target(),
                request.method(),
                request.agent(),
                request.at(),
                handedOver(dispatch),
                before(message, request)));
        return request.target().isEmpty()
                ? new Outcome.Opened(message, request.at(), signs)
                : new Outcome.Clicked(message, request.at(), request.target(), signs);
    }

    /** Delivery is told a moment after it was begun: until then the beginning counts, before which nobody reads. */
    private static Optional<Instant> handedOver(Dispatch dispatch) {
        return switch (dispatch.state()) {
            case DELIVERED, SENDING -> Optional.of(dispatch.at());
            case QUEUED, FAILED, UNCERTAIN -> Optional.empty();
        };
    }

    private List<Visit.Earlier> before(MessageId message, Request request) {
        synchronized (lately) {
            Deque<Visit.Earlier> visits = lately.remove(message);
            if (visits == null) {
                visits = new ArrayDeque<>();
            }
            List<Visit.Earlier> before = List.copyOf(visits);
            visits.addLast(new Visit.Earlier(request.target(), request.at()));
            if (visits.size() > VISITS_MAX) {
                visits.removeFirst();
            }
            lately.put(message, visits);
            if (lately.size() > MESSAGES_MAX) {
                lately.remove(lately.keySet().iterator().next());
            }
            return before;
        }
    }
}
