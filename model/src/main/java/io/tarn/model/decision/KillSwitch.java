package io.tarn.model.decision;

/** Whether anything may be sent at all. */
public enum KillSwitch {
    /** All sending is stopped. */
    PULLED,
    /** Sending goes on. */
    RELEASED
}
