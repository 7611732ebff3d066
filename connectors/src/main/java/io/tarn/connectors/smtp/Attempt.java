package io.tarn.connectors.smtp;

/** How one attempt to hand over a mail ended, as far as the protocol tells. */
sealed interface Attempt {
    /** The server took it over. */
    record Accepted(SmtpReply reply) implements Attempt {}

    /** The server said no, so it has not taken it. */
    record Refused(Stage stage, SmtpReply reply) implements Attempt {}

    /** The conversation broke off before the end of the mail was written: it has not been taken. */
    record Broken(String reason) implements Attempt {}

    /** It broke off between the end of the mail and the reply: nobody here knows. */
    record Unknown(String reason) implements Attempt {}

    /** Where in the conversation. */
    enum Stage {
        /** Greeting, TLS, who we are. */
        OPENING,
        MAIL,
        RCPT,
        DATA,
        /** After the mail. */
        END
    }
}
