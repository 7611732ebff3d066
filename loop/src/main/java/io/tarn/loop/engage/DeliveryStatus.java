package io.tarn.loop.engage;

import java.util.Optional;

/**
 * Where delivery stands.
 *
 * @param atHand how many messages were taken from the queue and have not ended their attempt
 * @param delivered how many were handed over since the start
 * @param failed how many came to nothing since the start
 * @param deferred how many attempts were put off since the start
 * @param uncertain how many may have been taken since the start, those of before a crash included
 * @param fault what keeps messages from leaving, should something; without personal data
 */
public record DeliveryStatus(
        long atHand, long delivered, long failed, long deferred, long uncertain, Optional<String> fault) {}
