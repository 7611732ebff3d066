package io.tarn.wire.event;

import java.util.Optional;

/**
 * One event of a request, looked at from outside only.
 *
 * @param messageId as the client said it, or a hash of it where it is longer than {@link SegmentCodec#MESSAGE_ID_MAX}
 * @param json the event with all that its batch said for it, without the write key
 * @param historical whether it says of itself that it is told from the past
 * @param sound whether a first look found a known type, an id and a message id of fair length; what is not sound
 *     deserves a second look, and may still be well
 */
public record SegmentItem(Optional<String> messageId, String json, boolean historical, boolean sound) {}
