package io.tarn.audience.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.audience.bind.Binder;
import io.tarn.audience.bind.BoundExpression;
import io.tarn.audience.bind.Catalog;
import io.tarn.audience.bind.TestingCatalog;
import io.tarn.audience.eval.Explanation.Finding;
import io.tarn.audience.parse.ExpressionParser;
import io.tarn.audience.parse.ExpressionPrinter;
import io.tarn.model.event.Value;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.policy.AudienceName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ann: Italian, two orders, looked at a product and did not buy. */
final class ExplainerTest {
    private static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");
    private static final TestingCustomer ANN = new TestingCustomer(
            "ann",
            Map.of("country", new Value.Text("IT")),
            List.of(
                    order("m1", NOW.minus(Duration.ofDays(20))),
                    order("m2", NOW.minus(Duration.ofDays(5))),
                    TestingEvent.of("Product Viewed", NOW.minus(Duration.ofDays(3)), "m3", Map.of())),
            Map.of("marketing", true, "email", false),
            Set.of(ChannelKind.EMAIL));

    @Test
    void showsEachConditionWithThePersonsOwnValue() {
        Explanation explanation = explain("country = 'IT' and not in audience 'big' and last 'page' exists"
                + " and did 'Product Viewed' then not 'Order Completed' within 2 days in last 14 days"
                + " and consents to email for marketing and reachable by email");

        assertThat(lines(explanation))
                .containsExactly(
                        "no: country = 'IT' and not in audience 'big' and last 'page' exists and did 'Product Viewed'"
                                + " then not 'Order Completed' within 2 days in last 14 days and consents to email for"
                                + " marketing and reachable by email",
                        "  yes: country = 'IT' <- Valued[value=Optional[Text[text=IT]]]",
                        "  yes: not in audience 'big' until 2026-06-20T12:00:00Z",
                        "    no: in audience 'big' until 2026-06-20T12:00:00Z",
                        "      no: sum of total of 'Order Completed' in last 30 days > 100 until 2026-06-20T12:00:00Z"
                                + " <- Valued[value=Optional[Decimal[number=60]]]",
                        "  no: last 'page' exists <- Happened[at=Optional.empty]",
                        "  yes: did 'Product Viewed' then not 'Order Completed' within 2 days in last 14 days until"
                                + " 2026-06-21T12:00:00Z <- Began[at=Optional[2026-06-07T12:00:00Z]]",
                        "  no: consents to email for marketing <- Said[consents={email=false, marketing=true}]",
                        "  yes: reachable by email <- Addressed[hasAddress=true]");
    }

    @Test
    void saysWhenItWillChange() {
        assertThat(membership("orders_90d >= 2"))
                .isEqualTo(new Membership(true, Optional.of(NOW.plus(Duration.ofDays(70)))));
        assertThat(membership("last 'Product Viewed' within 7 days"))
                .isEqualTo(new Membership(true, Optional.of(NOW.plus(Duration.ofDays(4)))));
        assertThat(membership("last 'Product Viewed' more than 7 days ago"))
                .isEqualTo(new Membership(false, Optional.of(NOW.plus(Duration.ofDays(4)))));
        assertThat(membership("did 'Product Viewed' then not 'Order Completed' within 4 days in last 14 days"))
                .isEqualTo(new Membership(false, Optional.of(NOW.plus(Duration.ofDays(1)))));
        assertThat(membership("country = 'IT'")).isEqualTo(new Membership(true, Optional.empty()));
    }

    @Test
    void isNotWokenForAConditionThatCannotHelp() {
        assertThat(membership("country = 'FR' and last 'Product Viewed' within 7 days"))
                .isEqualTo(new Membership(false, Optional.empty()));
        assertThat(membership(
                        "last 'Product Viewed' more than 9 days ago and last 'Order Completed' more than 9 days ago"))
                .isEqualTo(new Membership(false, Optional.of(NOW.plus(Duration.ofDays(6)))));
    }

    private static TestingEvent order(String messageId, Instant at) {
        return TestingEvent.of("Order Completed", at, messageId, Map.of("total", Value.Decimal.of(30)));
    }

    private static Membership membership(String text) {
        return ProfileEvaluator.evaluate(bound(text), ANN.asOf(NOW), NOW);
    }

    private static Explanation explain(String text) {
        return Explainer.explain(bound(text), ANN.asOf(NOW), NOW);
    }

    private static BoundExpression bound(String text) {
        Catalog catalog = TestingCatalog.SHOP.withAudience(
                TestingCatalog.audience("big", "sum of total of 'Order Completed' in last 30 days > 100"));
        assertThat(catalog.audiences()).containsKey(new AudienceName("big"));
        return Binder.bind(ExpressionParser.parse(text).orThrow("a"), catalog).liveOrThrow("a");
    }

    private static List<String> lines(Explanation explanation) {
        List<String> lines = new ArrayList<>();
        write(explanation, "", lines);
        return lines;
    }

    private static void write(Explanation one, String indent, List<String> lines) {
        String head = indent
                + (one.membership().member() ? "yes: " : "no: ")
                + ExpressionPrinter.print(one.condition())
                + one.membership().changesAt().map(at -> " until " + at).orElse("");
        switch (one) {
            case Explanation.Single(var condition, var membership, Finding finding) ->
                lines.add(head + " <- " + finding);
            case Explanation.Joined(var condition, var membership, var parts) -> {
                lines.add(head);
                parts.forEach(part -> write(part, indent + "  ", lines));
            }
            case Explanation.Referred(var condition, var membership, var audience, var inner) -> {
                lines.add(head);
                write(inner, indent + "  ", lines);
            }
        }
    }
}
