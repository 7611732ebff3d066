package io.tarn.connectors.smtp;

/** How a hostile mail server behaves in one conversation. */
enum Manner {
    KIND,
    /** Each character of a reply on its own. */
    SLOW,
    /** Says nothing at all. */
    SILENT,
    /** Takes nobody for a mailbox. */
    REFUSES_RECIPIENTS,
    /** Not now; a later conversation is kind. */
    GREYLISTS,
    /** Closes while the mail is written. */
    DIES_IN_MAIL,
    /** Takes the mail, then closes without a word. */
    DIES_AFTER_MAIL,
    /** Takes the mail, then is silent. */
    SILENT_AFTER_MAIL,
    /** Takes the mail, then says something that is no reply. */
    BABBLES_AFTER_MAIL,
    /** Says every reply twice. */
    ANSWERS_TWICE,
    /** Says that it took the mail before it came. */
    ANSWERS_EARLY,
    CLOSES_AFTER_HELLO,
    /** Offers STARTTLS and refuses it. */
    REFUSES_TLS,
    /** Offers STARTTLS, agrees and says more than that. */
    SPEAKS_BEFORE_TLS,
    /** Never ends its line. */
    ENDLESS_LINE,
    /** Never ends its reply. */
    ENDLESS_REPLY,
    REFUSES_MAIL_FOR_NOW,
    REFUSES_MAIL,
    CLOSES_FOR_NOW,
    REFUSES_SENDER
}
