package io.tarn.model.message;

import java.util.Arrays;
import java.util.Optional;

/** The events by which Tarn itself tells what became of a message, named as the field names them for e-mail. */
public enum OutcomeEvent {
    DELIVERED("Email Delivered"),
    OPENED("Email Opened"),
    CLICKED("Email Link Clicked"),
    /** A machine opened it or followed a link. */
    SCANNED("Email Scanned"),
    BOUNCED("Email Bounced"),
    COMPLAINED("Email Marked as Spam"),
    UNSUBSCRIBED("Unsubscribed"),
    /** A person gave consent back on the page for that, and withdrew none. */
    RESUBSCRIBED("Resubscribed");

    private final String event;

    OutcomeEvent(String event) {
        this.event = event;
    }

    /** The name of the event. */
    public String event() {
        return event;
    }

    public static Optional<OutcomeEvent> of(String event) {
        return Arrays.stream(values()).filter(one -> one.event.equals(event)).findFirst();
    }
}
