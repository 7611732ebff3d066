package io.tarn.server.audience;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.audience.Problem;
import io.tarn.audience.eval.Explanation;
import io.tarn.audience.parse.ExpressionPrinter;
import io.tarn.loop.audience.MemberPage;
import io.tarn.loop.audience.Reach;
import io.tarn.model.identity.Identifier;
import io.tarn.wire.view.Disclosure;
import java.util.List;
import java.util.Locale;

/** Answers about audiences as JSON. Added to, never altered. */
public final class AudienceJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private AudienceJson() {}

    public static String list(List<ListedAudience> audiences) {
        ObjectNode root = MAPPER.createObjectNode();
        ArrayNode all = root.putArray("audiences");
        for (ListedAudience one : audiences) {
            ObjectNode node = all.addObject()
                    .put("name", one.definition().name().value())
                    .put("description", one.definition().description())
                    .put("where", ExpressionPrinter.print(one.definition().expression()))
                    .put("standing", one.standing().name().toLowerCase(Locale.ROOT));
            one.members().ifPresentOrElse(members -> node.put("members", members), () -> node.putNull("members"));
            one.since().ifPresentOrElse(since -> node.put("since", since.toString()), () -> node.putNull("since"));
            problems(node.putArray("problems"), one.problems());
        }
        return root.toString();
    }

    public static String count(long members) {
        return MAPPER.createObjectNode().put("count", members).toString();
    }

    public static String members(MemberPage page, Disclosure disclosure) {
        ObjectNode root = MAPPER.createObjectNode();
        ArrayNode members = root.putArray("members");
        page.members().forEach(member -> {
            ObjectNode node =
                    members.addObject().put("profile_id", member.profile().value());
            ArrayNode identifiers = node.putArray("identifiers");
            for (Identifier identifier : member.identifiers()) {
                identifiers
                        .addObject()
                        .put("type", identifier.type().name())
                        .put("value", disclosure.identifier(identifier));
            }
        });
        page.next().ifPresentOrElse(next -> root.put("next", next.value()), () -> root.putNull("next"));
        return root.toString();
    }

    public static String reach(Reach reach) {
        return MAPPER.createObjectNode()
                .put("matched", reach.matched())
                .put("reachable", reach.reachable())
                .put("contactable", reach.contactable())
                .put("consented", reach.consented())
                .put("uncapped", reach.uncapped())
                .put("held_out", reach.heldOut())
                .put("reached", reach.reached())
                .toString();
    }

    public static String explained(ExplainedMembership explained, Disclosure disclosure) {
        ObjectNode root = MAPPER.createObjectNode()
                .put("audience", explained.audience().value())
                .put("profile_id", explained.profile().value())
                .put("as_of", explained.asOf().toString())
                .put("member", explained.why().membership().member());
        root.set("why", why(explained.why(), disclosure));
        return root.toString();
    }

    private static ObjectNode why(Explanation one, Disclosure disclosure) {
        ObjectNode node = MAPPER.createObjectNode()
                .put("condition", ExpressionPrinter.print(one.condition()))
                .put("holds", one.membership().member());
        one.membership().changesAt().ifPresent(at -> node.put("changes_at", at.toString()));
        switch (one) {
            case Explanation.Single single -> node.put("found", ShownFinding.of(single, disclosure));
            case Explanation.Joined joined -> {
                ArrayNode parts = node.putArray("parts");
                joined.parts().forEach(part -> parts.add(why(part, disclosure)));
            }
            case Explanation.Referred referred -> node.putArray("parts").add(why(referred.inner(), disclosure));
        }
        return node;
    }

    public static String checked(List<CheckedAudience> files) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("sound", files.stream().allMatch(CheckedAudience::isSound));
        ArrayNode all = root.putArray("files");
        for (CheckedAudience one : files) {
            ObjectNode node = all.addObject().put("file", one.file()).put("sound", one.isSound());
            problems(node.putArray("faults"), one.faults());
            problems(node.putArray("notes"), one.notes());
            if (!one.unreadable().isEmpty()) {
                node.put("unreadable", one.unreadable());
            }
        }
        return root.toString();
    }

    private static void problems(ArrayNode all, List<Problem> problems) {
        problems.forEach(problem -> all.addObject()
                .put("line", problem.place().line())
                .put("column", problem.place().column())
                .put("path", problem.place().path())
                .put("message", problem.sentence()));
    }
}
