package io.tarn.model.decision;

/** The names of the facts that reasons rest on. They are read from tables: one may be added, none altered. */
public final class FactName {
    public static final String AT = "at";
    public static final String AUDIENCE = "audience";
    public static final String BASIS = "basis";
    public static final String CAMPAIGN = "campaign";
    public static final String CATEGORY = "category";
    public static final String CAUSE = "cause";
    public static final String CHANNEL = "channel";
    public static final String EARLIEST = "earliest";
    public static final String FROM = "from";
    public static final String HOLDOUT = "holdout";
    public static final String LOCAL_TIME = "local_time";
    public static final String MAX = "max";
    public static final String PURPOSE = "purpose";
    public static final String RIVALS = "rivals";
    public static final String SENT = "sent";
    public static final String SHARE = "share";
    public static final String STEP = "step";
    public static final String UNTIL = "until";
    public static final String VALID_UNTIL = "valid_until";
    public static final String WINDOW = "window";
    public static final String WINNER = "winner";
    public static final String WINNER_WORTH = "winner_worth";
    public static final String WORTH = "worth";
    public static final String ZONE = "zone";

    private FactName() {}
}
