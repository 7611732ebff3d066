package io.tarn.model.message;

import io.tarn.model.identity.IdentifierType;

/** A way to reach a person, with the kind of identifier that serves as the address. */
public enum ChannelKind {
    EMAIL("email", IdentifierType.EMAIL),
    SMS("sms", IdentifierType.PHONE),
    PUSH("push", IdentifierType.DEVICE_ID);

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // A record of one text.
    private final IdentifierType address;

    ChannelKind(String word, IdentifierType address) {
        this.word = word;
        this.address = address;
    }

    /** As definitions write it. */
    public String word() {
        return word;
    }

    /** What a profile must have to be reached by it. */
    public IdentifierType address() {
        return address;
    }
}
