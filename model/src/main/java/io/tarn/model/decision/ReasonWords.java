package io.tarn.model.decision;

import io.tarn.model.policy.PlainWords;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Reasons in plain words, made from their facts alone. */
final class ReasonWords {
    private final Map<String, String> facts;
    private final Finding finding;

    private ReasonWords(Reason reason) {
        this.facts = reason.facts();
        this.finding = reason.finding();
    }

    static String of(Reason reason) {
        ReasonWords words = new ReasonWords(reason);
        return reason.finding() instanceof Finding.Exempt ? exempt(reason.code()) : words.said(reason.code());
    }

    private static String exempt(ReasonCode code) {
        String from = switch (code) {
            case FREQUENCY_CAP -> "frequency caps";
            case QUIET_HOURS -> "quiet hours";
            case EXCLUSION -> "the exclusions of the workspace";
            case ARBITRATION -> "the contest among campaigns";
            case HOLDOUT -> "control groups";
            case KILL_SWITCH, HISTORY, DO_NOT_CONTACT, CONSENT, CONVERTED, AUDIENCE, REACHABILITY, VALIDITY, DELAY ->
                code.word();
        };
        return "a transactional message is exempt from " + from;
    }

    private String said(ReasonCode code) {
        return switch (code) {
            case KILL_SWITCH -> passed() ? "the kill switch is released" : "the kill switch stops all sending";
            case HISTORY ->
                passed()
                        ? "what set it off happens now"
                        : "what set it off was imported from the past, and that never leads to a message";
            case DO_NOT_CONTACT -> doNotContact();
            case CONSENT -> consent();
            case EXCLUSION ->
                "the person is " + (passed() ? "not " : "") + "in audience '" + fact(FactName.AUDIENCE)
                        + "', which is excluded";
            case CONVERTED ->
                passed()
                        ? "the person has not reached the campaign's goal since"
                        : "the person reached the campaign's goal on " + instant(FactName.AT);
            case AUDIENCE ->
                "the person is " + (passed() ? "" : "not ") + "in audience '" + fact(FactName.AUDIENCE)
                        + "', which the campaign is for";
            case REACHABILITY ->
                "the profile has " + (passed() ? "an" : "no") + " address for " + fact(FactName.CHANNEL);
            case VALIDITY -> validity();
            case DELAY -> passed() ? "the message is due" : "the message is not due before then";
            case FREQUENCY_CAP -> frequencyCap();
            case QUIET_HOURS -> quietHours();
            case ARBITRATION -> arbitration();
            case HOLDOUT ->
                "the person is " + (passed() ? "not " : "") + "in holdout '" + fact(FactName.HOLDOUT) + "' of "
                        + fact(FactName.SHARE)
                        + (passed() ? "" : ", which gets no message so that lift can be measured");
        };
    }

    private String doNotContact() {
        if (passed()) {
            return "the do-not-contact list allows " + fact(FactName.CHANNEL);
        }
        return "the do-not-contact list forbids " + fact(FactName.CHANNEL) + " since " + instant(FactName.AT) + ", as "
                + DoNotContact.Cause.valueOf(fact(FactName.CAUSE)).meaning();
    }

    private String consent() {
        String what = "'" + fact(FactName.PURPOSE) + "' by " + fact(FactName.CHANNEL);
        if (passed()) {
            return fact(FactName.BASIS).equals("agreement")
                    ? "the person agreed to " + what
                    : "the person did not refuse " + what + ", and a transactional message needs no more";
        }
        return facts.containsKey(FactName.AT)
                ? "the person refused '" + fact(FactName.CATEGORY) + "' on " + instant(FactName.AT)
                : "the person never agreed to " + what;
    }

    private String validity() {
        String until = instant(FactName.VALID_UNTIL);
        if (passed()) {
            return "the message is valid until " + until;
        }
        return facts.containsKey(FactName.EARLIEST)
                ? "it could leave on " + instant(FactName.EARLIEST) + " at the earliest and is valid until " + until
                : "the message was valid until " + until;
    }

    private String frequencyCap() {
        int max = Integer.parseInt(fact(FactName.MAX));
        int sent = Integer.parseInt(fact(FactName.SENT));
        String by = facts.containsKey(FactName.CHANNEL) ? " by " + fact(FactName.CHANNEL) : "";
        String of = facts.containsKey(FactName.CAMPAIGN) ? " of this campaign" : "";
        return "at most " + PlainWords.count(max, "message") + of + by + " in "
                + PlainWords.duration(Duration.parse(fact(FactName.WINDOW))) + (max == 1 ? " is" : " are")
                + " allowed, and " + sent + (sent == 1 ? " was" : " were") + " sent";
    }

    private String quietHours() {
        return "it would leave at " + fact(FactName.LOCAL_TIME) + " in " + fact(FactName.ZONE) + ", "
                + (passed() ? "outside" : "inside") + " the quiet hours from " + fact(FactName.FROM) + " until "
                + fact(FactName.UNTIL);
    }

    private String arbitration() {
        if (passed()) {
            int rivals = Integer.parseInt(fact(FactName.RIVALS));
            return rivals == 0
                    ? "no other message could leave now"
                    : "of " + PlainWords.count(rivals + 1L, "message") + " that could leave now it is worth most: "
                            + fact(FactName.WORTH);
        }
        if (!facts.containsKey(FactName.STEP)) {
            return "a message of campaign '" + fact(FactName.WINNER) + "' left for this person at the same moment";
        }
        return "step '" + fact(FactName.STEP) + "' of campaign '" + fact(FactName.WINNER)
                + "' goes first for this person, worth " + fact(FactName.WINNER_WORTH) + " against "
                + fact(FactName.WORTH);
    }

    private boolean passed() {
        return finding instanceof Finding.Passed;
    }

    private String fact(String name) {
        return facts.getOrDefault(name, "?");
    }

    private String instant(String name) {
        return PlainWords.instant(Instant.parse(fact(name)));
    }
}
