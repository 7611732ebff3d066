package io.tarn.server.campaign;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.model.decision.Decision;
import io.tarn.model.decision.Finding;
import io.tarn.model.decision.Reason;
import io.tarn.model.identity.ProfileId;
import java.time.Instant;
import java.util.List;

/** Decisions as JSON. Added to, never altered. */
public final class DecisionJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private DecisionJson() {}

    /** Which checks of a decision are told. */
    public enum Told {
        /** Those that hold a message back. */
        DECIDING,
        /** Every check that was made, in order. */
        ALL
    }

    /** What would become of the messages that want to reach a person now; the one that would leave, if any, stands out. */
    public static String write(ProfileId profile, Instant asOf, List<Decision> decisions, Told told) {
        ObjectNode root =
                MAPPER.createObjectNode().put("profile_id", profile.value()).put("as_of", asOf.toString());
        decisions.stream()
                .filter(Decision.Send.class::isInstance)
                .findFirst()
                .ifPresentOrElse(
                        send -> root.put("sends", send.head().campaign().value()), () -> root.putNull("sends"));
        ArrayNode all = root.putArray("decisions");
        for (Decision decision : decisions) {
            ObjectNode node = all.addObject()
                    .put("campaign", decision.head().campaign().value())
                    .put("step", decision.head().step().value())
                    .put("verdict", verdict(decision))
                    .put("sentence", decision.sentence());
            outcome(node, decision);
            reasons(node.putArray("reasons"), decision, told);
        }
        return root.toString();
    }

    private static String verdict(Decision decision) {
        return switch (decision) {
            case Decision.Send _ -> "send";
            case Decision.Defer _ -> "defer";
            case Decision.Withhold _ -> "withhold";
        };
    }

    /** When, and what. */
    static void outcome(ObjectNode node, Decision decision) {
        switch (decision) {
            case Decision.Send send ->
                node.put("at", send.head().asOf().toString())
                        .put("alternative", send.alternative().name().value())
                        .put("channel", send.alternative().channel().value())
                        .put("template", send.alternative().template().value());
            case Decision.Defer defer -> node.put("at", defer.until().toString());
            case Decision.Withhold _ -> node.putNull("at");
        }
    }

    static void reasons(ArrayNode reasons, Decision decision, Told told) {
        decision.reasons().stream()
                .filter(reason -> told == Told.ALL || isDeciding(reason.finding()))
                .forEach(reason -> reason(reasons.addObject(), reason));
    }

    private static boolean isDeciding(Finding finding) {
        return switch (finding) {
            case Finding.Passed _, Finding.Exempt _ -> false;
            case Finding.Waits _, Finding.Failed _ -> true;
        };
    }

    private static void reason(ObjectNode node, Reason reason) {
        node.put("check", reason.code().word())
                .put("finding", reason.finding().word())
                .put("sentence", reason.sentence());
        reason.alternative().ifPresent(alternative -> node.put("alternative", alternative.value()));
        ObjectNode facts = node.putObject("facts");
        reason.facts().forEach(facts::put);
    }
}
