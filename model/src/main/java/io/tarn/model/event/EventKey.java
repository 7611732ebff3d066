package io.tarn.model.event;

import io.tarn.model.identity.SourceName;

/** What makes an event itself: the same key again is the same event again. */
public record EventKey(SourceName source, String messageId) {}
