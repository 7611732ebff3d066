package io.tarn.loop.quarantine;

import io.tarn.wire.event.EventMending;

/**
 * What to send through the log again.
 *
 * @param which of the events that were put aside
 * @param mending what to change in them first
 * @param dryRun whether only to say what would become of them
 */
public record ReplayOrder(QuarantineFilter which, EventMending mending, boolean dryRun) {}
