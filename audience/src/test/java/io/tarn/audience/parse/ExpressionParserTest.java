package io.tarn.audience.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.audience.EventSelection;
import io.tarn.audience.EventSelection.Filter;
import io.tarn.audience.Expression;
import io.tarn.audience.Expression.And;
import io.tarn.audience.Expression.Compared;
import io.tarn.audience.Expression.Did;
import io.tarn.audience.Expression.Direction;
import io.tarn.audience.Expression.Exists;
import io.tarn.audience.Expression.Not;
import io.tarn.audience.Expression.OneOf;
import io.tarn.audience.Expression.Or;
import io.tarn.audience.Expression.Step;
import io.tarn.audience.Expression.Timed;
import io.tarn.audience.Literal;
import io.tarn.audience.Operand;
import io.tarn.audience.Operand.Edge;
import io.tarn.audience.Place;
import io.tarn.audience.Relation;
import io.tarn.audience.parse.ParseResult.Parsed;
import io.tarn.audience.parse.ParseResult.Unreadable;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.Value;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.ComputedTrait.Comparison;
import io.tarn.model.policy.ComputedTrait.Condition;
import io.tarn.model.policy.ComputedTrait.Function;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpressionParserTest {
    private static final Place NONE = Place.NONE;

    @Test
    void readsTraitsAndEvents() {
        Expression expression = parsed("country = 'IT' and orders_90d >= 2"
                + " and not (count of 'Order Completed' where total > 100 in last 30 days = 0)");

        Operand count = new Operand.Aggregate(
                Function.COUNT,
                Optional.empty(),
                orders(new Condition("total", Comparison.ABOVE, Value.Decimal.of(100))),
                Optional.of(Duration.ofDays(30)),
                NONE);
        assertThat(expression)
                .isEqualTo(new And(List.of(
                        new Compared(trait("country"), Relation.EQUAL, text("IT")),
                        new Compared(trait("orders_90d"), Relation.AT_LEAST, amount("2")),
                        new Not(new Compared(count, Relation.EQUAL, amount("0"))))));
    }

    @Test
    void readsASequenceWithAnAbsence() {
        assertThat(parsed("did 'Product Viewed' then not 'Order Completed' within 2 days in last 14 days"))
                .isEqualTo(new Did(
                        events("Product Viewed"),
                        List.of(),
                        Optional.of(new Step(orders(), Duration.ofDays(2))),
                        Optional.of(Duration.ofDays(14)),
                        NONE));
    }

    @Test
    void readsRecency() {
        assertThat(parsed("last 'Product Viewed' within 7 days"))
                .isEqualTo(new Timed(
                        new Operand.EventTime(Edge.LAST, events("Product Viewed"), NONE),
                        Direction.WITHIN_LAST,
                        Duration.ofDays(7)));
    }

    @Test
    void bindsAndTighterThanOrAndKeepsParentheses() {
        Expression a = new Exists(trait("a"));
        Expression b = new Exists(trait("b"));
        Expression c = new Exists(trait("c"));

        assertThat(parsed("a exists or b exists and c exists")).isEqualTo(new Or(List.of(a, new And(List.of(b, c)))));
        assertThat(parsed("(a exists or b exists) and c exists")).isEqualTo(new And(List.of(new Or(List.of(a, b)), c)));
        assertThat(parsed("(a exists and b exists) and c exists"))
                .isEqualTo(new And(List.of(new And(List.of(a, b)), c)));
    }

    @Test
    void readsConsentReachAndAudiences() {
        assertThat(parsed("consents to email for marketing"))
                .isEqualTo(new Expression.Consents(Optional.of(ChannelKind.EMAIL), "marketing", NONE));
        assertThat(parsed("consents to sale_of_data"))
                .isEqualTo(new Expression.Consents(Optional.empty(), "sale_of_data", NONE));
        assertThat(parsed("reachable by sms")).isEqualTo(new Expression.Reachable(ChannelKind.SMS));
        assertThat(parsed("in audience 'vip'")).isEqualTo(new Expression.InAudience(new AudienceName("vip"), NONE));
    }

    /** One of each form. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "everyone",
                "country = 'IT'",
                "country = 'IT' and orders_90d >= 2",
                "plan in ('pro', 'team')",
                "name starts with 'A'",
                "email ends with '@example.com' or email contains '+test'",
                "email exists",
                "not email exists",
                "subscribed = true",
                "trait 'Größe' > 40.5",
                "birth_date < 1990-01-01",
                "signed_up_at >= 2026-01-31T10:00:00Z",
                "signed_up_at within 7 days",
                "signed_up_at more than 30 days ago",
                "renewal_date within next 14 days",
                "anniversary of birth_date today",
                "anniversary of birth_date within next 7 days",
                "count of 'Order Completed' in last 30 days >= 2",
                "count of 'Order Completed' where (total > 100 and currency = 'EUR') >= 1",
                "sum of total of 'Order Completed' in last 90 days > 250",
                "average of 'order-total' of 'Order Completed' < 20",
                "distinct of product_id of 'Product Viewed' in last 1 day >= 3",
                "last of plan of 'Plan Changed' = 'pro'",
                "last 'Product Viewed' within 7 days",
                "first 'Order Completed' more than 365 days ago",
                "did 'Order Completed'",
                "did 'Product Viewed' then 'Order Completed' within 2 hours in last 14 days",
                "did 'Product Viewed' then not 'Order Completed' within 2 days in last 14 days",
                "in audience 'vip' and not in audience 'staff'",
                "consents to email for marketing",
                "reachable by email and not consents to sale_of_data"
            })
    void printsWhatItReadsInTheSameWords(String text) {
        assertThat(ExpressionPrinter.print(parsed(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "COUNTRY = 'IT' AND NOT plan IN ('pro')|COUNTRY = 'IT' and not plan in ('pro')",
                "((a exists))|a exists",
                "last 'X' within 2 weeks|last 'X' within 14 days",
                "a within 48 hours|a within 2 days",
                "a within 1 Day|a within 1 day",
                "a > 007.50|a > 7.5",
                "a > -0|a > 0",
                "a = 2026-01-31T10:00:00.1234567+02:00|a = 2026-01-31T08:00:00.123456Z",
                "count of 'X' where (a = 1) > 0|count of 'X' where a = 1 > 0",
                "trait 'plan' exists|plan exists",
                "anniversary of b within next 2 weeks|anniversary of b within next 14 days"
            })
    void printsOneWay(String text, String canonical) {
        assertThat(ExpressionPrinter.print(parsed(text))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "country == 'IT'|'==' is not known at 1:9. Write =.",
                "country = \u201cIT\u201d|'\u201c' is not known at 1:11. Write straight single quotes: 'IT'.",
                "country = IT|expected a text in quotes, a number, a day, true or false but found 'IT' at 1:11.",
                "country = 'IT|the text that begins here has no closing quote at 1:11."
                        + " Write a quote inside a text twice: 'it''s'.",
                "cuont of 'X' > 1|expected 'average', 'count', 'distinct', 'first', 'last', 'max', 'min',"
                        + " 'most_frequent' or 'sum' but found 'cuont' at 1:1. Did you mean 'count'?",
                "count off 'X' > 1|expected 'of' but found 'off' at 1:7. Did you mean 'of'?",
                "count = 3|'count' is a word of the language at 1:1. A trait of that name is written trait 'count'.",
                "a within 7 dyas|expected 'minutes', 'hours', 'days' or 'weeks' but found 'dyas' at 1:12."
                        + " Did you mean 'days'?",
                "a within 30d|a letter follows the number 30 at 1:10."
                        + " Leave a blank between them, and write units out: 30 days.",
                "a within 4000 days|a length of time must lie between 1 minute and 3660 days at 1:10."
                        + " Leave it out to look at all time.",
                "a not in ('x')|'not in' could mean two things at 1:3. Write not \u2026 in (\u2026), which also holds"
                        + " where the value is missing; add \u2026 exists and where it must not.",
                "a exists b exists|expected 'and', 'or' or the end but found 'b' at 1:10.",
                "(a exists|expected ')' but found the end at 1:10.",
                "a > 1234567890123|'1234567890123' is no number that can be kept exactly at 1:5."
                        + " Up to twelve digits may stand before the point and six after it.",
                "a > 2026-02-30|'2026-02-30' is no day or instant of the years 1000 to 2999 at 1:5."
                        + " Write a day as 2026-01-31 and an instant as 2026-01-31T10:00:00Z.",
                "reachable by emial|expected 'email', 'sms' or 'push' but found 'emial' at 1:14."
                        + " Did you mean 'email'?",
                "in audience 'Big Spenders'|'Big Spenders' cannot name an audience at 1:13."
                        + " Use 1 to 63 lower-case letters, digits and underscores, starting with a letter.",
                "count of 'X' where (a = 1 or b = 2) > 0|'or' is not known at 1:27."
                        + " Conditions of where are joined by and; join two events by or instead.",
                "did 'A' then not 'B' within 1 day then 'C' within 1 day|'then' is not known at 1:35."
                        + " Nothing can follow then not \u2026: it is the end of a sequence.",
                "größe > 3|unexpected character 'ö' at 1:3."
                        + " Write a name with such letters in quotes: trait 'größe'."
            })
    void pointsAtTheCharacter(String text, String sentence) {
        assertThat(ExpressionParser.parse(text))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        one -> assertThat(one.problem().sentence()).isEqualTo(sentence));
    }

    @Test
    void countsLinesAndCharactersNotUnits() {
        assertThatThrownBy(() ->
                        ExpressionParser.parse("a = '😀'\n  and b = '😀' c").orThrow("vip"))
                .isInstanceOf(TarnException.class)
                .hasMessage("Audience 'vip' cannot be read: expected 'and', 'or' or the end but found 'c' at 2:15.");
    }

    @Test
    void asksForAConditionWhereThereIsNone() {
        assertThatThrownBy(() -> ExpressionParser.parse(" ").orThrow("vip"))
                .hasMessageContaining("expected a condition but found the end at 1:2.");
        assertThatThrownBy(() -> ExpressionParser.parse("").orThrow("vip"))
                .hasMessage("Audience 'vip' cannot be read: there is no condition at 1:1."
                        + " Write one, such as country = 'IT', or everyone.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not ", "("})
    void refusesDepthOneThousand(String opening) {
        String closing = opening.equals("(") ? ")".repeat(1000) : "";

        assertThatThrownBy(() -> ExpressionParser.parse(opening.repeat(1000) + "a exists" + closing)
                        .orThrow("vip"))
                .hasMessageStartingWith(
                        "Audience 'vip' cannot be read: the conditions nest deeper than 100 levels at 1:")
                .hasMessageEndingWith("Make an audience of a part and refer to it by in audience 'name'.");
    }

    @Test
    void readsAListOfAHundredThousandValuesAndNotOneMore() {
        String list = IntStream.range(0, 100_000).mapToObj(i -> "'v" + i + "'").collect(Collectors.joining(", "));

        assertThat(parsed("sku in (" + list + ")"))
                .isInstanceOfSatisfying(
                        OneOf.class, one -> assertThat(one.values()).hasSize(100_000));
        assertThatThrownBy(() -> ExpressionParser.parse("sku in (" + list + ", 'one more')")
                        .orThrow("vip"))
                .hasMessage("Audience 'vip' cannot be read: there are more than 100000 values in the list at 1:5.");
    }

    private static Expression parsed(String text) {
        return switch (ExpressionParser.parse(text)) {
            case Parsed(Expression expression) -> expression;
            case Unreadable(var problem) -> throw new AssertionError(problem.sentence());
        };
    }

    private static Operand.Trait trait(String name) {
        return new Operand.Trait(name, NONE);
    }

    private static EventSelection events(String name) {
        return new EventSelection(name, List.of(), NONE);
    }

    private static EventSelection orders(Condition... conditions) {
        return new EventSelection(
                "Order Completed",
                java.util.Arrays.stream(conditions)
                        .map(one -> new Filter(one, NONE))
                        .toList(),
                NONE);
    }

    private static Literal text(String text) {
        return new Literal.Text(text, NONE);
    }

    private static Literal amount(String number) {
        return new Literal.Amount(new BigDecimal(number), NONE);
    }
}
