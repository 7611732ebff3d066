package io.tarn.model.message;

/** A reason to believe that a machine, not the person, opened a message or followed a link. */
public enum MachineSign {
    /** It came sooner after delivery than a person reads. */
    TOO_SOON,
    /** The client names itself as a scanner, a proxy that fetches ahead, or a program. */
    KNOWN_AGENT,
    /** It asked for the head alone, which readers do not. */
    HEAD_REQUEST,
    /** Several links of one message were followed within a second. */
    MANY_LINKS,
    /** The client does not say what it is. */
    NO_AGENT
}
