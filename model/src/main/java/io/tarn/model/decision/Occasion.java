package io.tarn.model.decision;

import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.ProfileId;
import java.time.Instant;

/**
 * What set a campaign off for a person, once: an event, or the event or tick by which the person entered an audience.
 *
 * @param key of the event; of a tick, the key that the log gives it
 * @param at {@code receivedAt} of the event, or the tick's instant
 * @param origin whether it happened now or was imported from the past
 * @param subject the constituent that it happened to, which no merge changes
 */
public record Occasion(EventKey key, Instant at, RawEvent.Origin origin, ProfileId subject) {}
