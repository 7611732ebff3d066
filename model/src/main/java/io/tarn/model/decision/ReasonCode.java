package io.tarn.model.decision;

/**
 * What a check is about.
 *
 * <p>The order is the order of precedence: where several checks forbid a message, the first one is named as the cause.
 * What stops everybody comes first, then what the law and the person's own word forbid, then what their situation says,
 * then whether and when the message can reach them, then the contest among campaigns. The holdout comes last, so that
 * the control group is made of those who would have got the message.
 */
public enum ReasonCode {
    KILL_SWITCH("kill_switch"),
    HISTORY("history"),
    DO_NOT_CONTACT("do_not_contact"),
    CONSENT("consent"),
    EXCLUSION("exclusion"),
    CONVERTED("converted"),
    AUDIENCE("audience"),
    REACHABILITY("reachability"),
    VALIDITY("validity"),
    DELAY("delay"),
    FREQUENCY_CAP("frequency_cap"),
    QUIET_HOURS("quiet_hours"),
    ARBITRATION("arbitration"),
    HOLDOUT("holdout");

    private final String word;

    ReasonCode(String word) {
        this.word = word;
    }

    /** As tables and programs read it. */
    public String word() {
        return word;
    }
}
