package io.tarn.engage.delivery;

import io.tarn.model.message.MessageId;

/**
 * What a link of ours says, once its signature was found good.
 *
 * @param target where a click leads; empty for other kinds
 */
public record SignedLink(LinkKind kind, MessageId message, String target) {}
