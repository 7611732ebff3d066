package io.tarn.loop.engage;

import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.Identifier;
import io.tarn.model.message.MessageId;
import io.tarn.model.message.Outcome;
import io.tarn.model.profile.ConsentValue;
import io.tarn.storage.Dispatch;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Where outcomes enter the log: each becomes one event of the person whom its message was sent to, so the loop closes by
 * the road of all events. What was told lately is not appended again; what was told before that the writer drops. Safe
 * to share between threads.
 */
public final class OutcomeIntake {
    private static final int REMEMBERED_MAX = 2_000;

    private final Function<MessageId, Optional<Dispatch>> dispatches;
    private final Function<List<Identifier>, Map<String, ConsentValue>> consents;
    private final Function<List<RawEvent>, CompletableFuture<Long>> door;
    private final InstantSource clock;
    private final SequencedMap<String, CompletableFuture<OutcomeTaken>> lately = new LinkedHashMap<>();

    /**
     * @param consents what the person said of consent whom identifiers lead to, by category
     * @param door makes events durable, and keeps nothing of persons who were forgotten
     */
    public OutcomeIntake(
            Function<MessageId, Optional<Dispatch>> dispatches,
            Function<List<Identifier>, Map<String, ConsentValue>> consents,
            Function<List<RawEvent>, CompletableFuture<Long>> door,
            InstantSource clock) {
        this.dispatches = dispatches;
        this.consents = consents;
        this.door = door;
        this.clock = clock;
    }

    /** The message that an outcome would speak of. */
    public Optional<Dispatch> find(MessageId message) {
        return dispatches.apply(message);
    }

    /** What the person said of consent whom a message was sent to, by category. */
    public Map<String, ConsentValue> consents(Dispatch dispatch) {
        return consents.apply(dispatch.leads());
    }

    /**
     * Takes an outcome in; the answer is complete once it is durable. An unsubscribe refuses the message's purpose by
     * its channel.
     *
     * @return completed with the failure of the log where it takes no more
     */
    public CompletableFuture<OutcomeTaken> take(Outcome outcome) {
        Optional<Dispatch> found = find(outcome.message());
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(new OutcomeTaken.UnknownMessage(outcome.message()));
        }
        Dispatch dispatch = found.get();
        if (!(outcome instanceof Outcome.Unsubscribed)) {
            return append(dispatch, OutcomeEvents.of(outcome, dispatch, Map.of(), ""));
        }
        String category =
                dispatch.message().purpose().category(dispatch.message().channel());
        return append(
                dispatch, OutcomeEvents.of(outcome, dispatch, Map.of(category, false), again(dispatch, category)));
    }

    /** Takes in what a person chose; nothing is appended where nothing changes. */
    public CompletableFuture<OutcomeTaken> take(Preferences chosen) {
        Optional<Dispatch> found = find(chosen.message());
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(new OutcomeTaken.UnknownMessage(chosen.message()));
        }
        return chosen.categories().isEmpty()
                ? CompletableFuture.completedFuture(new OutcomeTaken.Taken(found.get()))
                : append(found.get(), OutcomeEvents.of(chosen, found.get()));
    }

    /**
     * An unsubscribe counts once a message. Yet who unsubscribed, agreed anew and unsubscribes by the same message
     * again must be heard: then the agreement tells the wishes apart.
     */
    private String again(Dispatch dispatch, String category) {
        ConsentValue said = consents(dispatch).get(category);
        return said != null
                        && said.given()
                        && said.at().isAfter(dispatch.message().sentAt())
                ? "." + said.at()
                : "";
    }

    private CompletableFuture<OutcomeTaken> append(Dispatch dispatch, RawEvent told) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        RawEvent event = new RawEvent(told.key(), now, told.origin(), told.refusesSale(), told.json());
        String id = event.key().messageId();
        CompletableFuture<OutcomeTaken> answer = new CompletableFuture<>();
        synchronized (lately) {
            CompletableFuture<OutcomeTaken> known = lately.putIfAbsent(id, answer);
            if (known != null) {
                return known;
            }
            if (lately.size() > REMEMBERED_MAX) {
                lately.pollFirstEntry();
            }
        }
        var _ = door.apply(List.of(event)).whenComplete((_, failure) -> {
            if (failure == null) {
                answer.complete(new OutcomeTaken.Taken(dispatch));
            } else {
                forget(id);
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    private void forget(String id) {
        synchronized (lately) {
            lately.remove(id);
        }
    }
}
