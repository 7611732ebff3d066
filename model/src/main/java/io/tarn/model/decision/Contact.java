package io.tarn.model.decision;

import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.CampaignName;
import java.time.Instant;

/**
 * A marketing message that a person was sent, as far as frequency caps must know. Transactional ones are no contacts.
 *
 * @param at when it was decided to send it
 */
public record Contact(Instant at, ChannelName channel, CampaignName campaign) {}
