package io.tarn.wire.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.audience.AudienceDefinition;
import io.tarn.audience.Expression;
import io.tarn.audience.parse.ExpressionParser;
import io.tarn.audience.parse.ExpressionPrinter;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.AudienceName;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpressionCodecTest {
    /** Each node, and texts that could lead out of quotes. */
    private static final List<String> CONDITIONS = List.of(
            "everyone",
            "country = 'IT'",
            "country != '5'",
            "country = 'yes'",
            "country = 'null'",
            "country = '~'",
            "country = ''",
            "country = ' '",
            "country = 'a: b # c'",
            "country = '''; DROP TABLE x; --'",
            "country = 'a\nb\n  c\n\nd'",
            "country = 'tab\there \\ \"quoted\"'",
            "country = '\u2028 \u0085 \u0007 😀 \ufeff'",
            "country = '2026-01-01'",
            "plan in ('pro', 'team', '1.0', 'true')",
            "orders in (1, 2.5, -0.000001, 999999999999.999999)",
            "orders >= 2 and orders < 5.25",
            "subscribed = true",
            "subscribed != false",
            "trait 'it''s: {odd}' starts with '- a'",
            "name ends with '}' or name contains '['",
            "email exists",
            "born = 1990-02-28",
            "born in (1990-02-28, 1991-02-28)",
            "seen >= 2026-01-31T10:00:00.000001Z",
            "seen within 90 minutes",
            "seen more than 36 hours ago",
            "renewal within next 14 days",
            "anniversary of born today",
            "anniversary of born within next 7 days",
            "count of 'Order Completed' > 1",
            "sum of 'a.b: c' of 'Order Completed' where (a = 5 and b contains '5' and c exists and d != true and e < 1.5)"
                    + " in last 30 days >= 100",
            "first of plan of 'Plan Changed' = 'pro'",
            "most_frequent of category of 'Viewed' in last 1 day = 'shoes'",
            "last 'Viewed' where a = '5' within 7 days",
            "first 'Viewed' exists",
            "did 'Viewed'",
            "did 'Viewed' where a = 1 then 'Bought' within 2 hours then 'Rated' within 1 day in last 14 days",
            "did 'Viewed' then not 'Bought' where (x > 5 and y = 'z') within 90 minutes in last 14 days",
            "in audience 'vip'",
            "consents to marketing",
            "consents to email for 'odd: purpose'",
            "reachable by push");

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void readsBackWhatItWrites(@ForAll("expressions") Expression expression) {
        assertThat(ExpressionCodec.readJson(ExpressionCodec.writeJson(expression), "a"))
                .isEqualTo(expression);
        assertThat(ExpressionCodec.readYaml(ExpressionCodec.writeYaml(expression), "a"))
                .isEqualTo(expression);
        AudienceDefinition audience =
                new AudienceDefinition(new AudienceName("vip"), "It's: \"for\"\nmany", expression);
        assertThat(AudienceDefinitionCodec.read(AudienceDefinitionCodec.write(audience), "vip.yaml"))
                .isEqualTo(audience);
    }

    @Test
    void readsEachConditionAlone() {
        for (String text : CONDITIONS) {
            Expression expression = parsed(text);
            assertThat(ExpressionCodec.readYaml(ExpressionCodec.writeYaml(expression), "a"))
                    .as(text)
                    .isEqualTo(expression);
        }
    }

    @Property(tries = 1000)
    void answersAnyText(@ForAll String text) {
        try {
            ExpressionCodec.readJson(text, "a");
            ExpressionCodec.readYaml(text, "a");
            AudienceDefinitionCodec.read(text, "a.yaml");
        } catch (TarnException e) {
            assertThat(e).hasMessageContaining("cannot be read: ");
        }
    }

    @Test
    void writesATreeThatPeopleCanRead() {
        Expression expression =
                parsed("country = 'IT' and (count of 'Order Completed' where total > 100 in last 30 days"
                        + " >= 2 or not did 'Viewed' then not 'Bought' within 2 days in last 14 days)");

        assertThat(ExpressionCodec.writeYaml(expression)).isEqualTo("""
                all:
                - trait: country
                  equal: IT
                - any:
                  - compute: count
                    event: Order Completed
                    where:
                    - property: total
                      above: 100
                    window: 30d
                    at_least: 2
                  - not:
                      did: Viewed
                      then_not:
                        event: Bought
                        within: 2d
                      window: 14d
                """);
    }

    @Test
    void writesADefinitionInLines() {
        AudienceDefinition audience = new AudienceDefinition(
                new AudienceName("big_spenders"),
                "Bought for more than 250 in three months",
                parsed("country = 'IT' and sum of total of 'Order Completed' in last 90 days > 250"));

        String yaml = AudienceDefinitionCodec.write(audience);

        assertThat(yaml).isEqualTo("""
                name: big_spenders
                description: Bought for more than 250 in three months
                where: |
                  country = 'IT'
                  and sum of total of 'Order Completed' in last 90 days > 250
                """);
        assertThat(AudienceDefinitionCodec.read(yaml, "audiences/big_spenders.yaml"))
                .isEqualTo(audience);
    }

    @Test
    void tellsAllFaultsOfAFileAtOnce() {
        assertThatThrownBy(() -> AudienceDefinitionCodec.read("""
                        name: Big Spenders
                        descripton: many
                        where: |
                          country = 'IT'
                          and orders => 5
                        """, "audiences/big.yaml"))
                .hasMessage("""
                        audiences/big.yaml cannot be read:\s
                          unknown key 'descripton'. Known here are: name, description, where. Did you mean 'description'?
                          'Big Spenders' cannot name an audience at name. Use 1 to 63 lower-case letters, digits and\
                         underscores, starting with a letter.
                          in 'where', expected a text in quotes, a number, a day, true or false but found '>' at 2:13.""");
    }

    @Test
    void tellsAllFaultsOfATreeWithTheirPaths() {
        assertThatThrownBy(() -> ExpressionCodec.readYaml("""
                        all:
                        - trait: country
                          equals: IT
                        - compute: cuont
                          event: X
                          above: 1
                        - did: A
                          then:
                          - event: B
                            within: soon
                        - reachable: emial
                        - trait: orders
                          above: 1234567890123
                        - audiense: vip
                        """, "vip")).hasMessage("""
                        Audience 'vip' cannot be read:\s
                          unknown key 'equals' at all[0]. Known here are: trait, compute, property, event, where, window,\
                         first, last, in, exists, equal, not_equal, below, at_most, above, at_least, starts_with,\
                         ends_with, contains, within, more_than_ago, within_next. Did you mean 'equal'?
                          nothing is asked at all[0]. Write one of: in, exists, equal, not_equal, below, at_most, above,\
                         at_least, starts_with, ends_with, contains, within, more_than_ago, within_next.
                          unknown function 'cuont' at all[1].compute. Known are: count, sum, average, min, max, first,\
                         last, most_frequent, distinct. Did you mean 'count'?
                          expected a length of time at all[2].then[0].within. Write a number with m, h, d or w, such as\
                         30d.
                          unknown channel 'emial' at all[3].reachable. Known are: email, sms, push. Did you mean\
                         'email'?
                          a number has more digits than can be kept exactly at all[4].above. Up to twelve may stand\
                         before the point and six after it.
                          there is no condition at all[5]. Write one of: all, any, not, everyone, trait, compute, first,\
                         last, did, anniversary, audience, consents, reachable. Did you mean 'audience'?""");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesDepthOneThousand(boolean json) {
        int depth = 1000;
        String deep = json
                ? "{\"not\":".repeat(depth) + "{\"everyone\":true}" + "}".repeat(depth)
                : "{not: ".repeat(depth) + "{everyone: true}" + "}".repeat(depth);

        assertThatThrownBy(() -> {
                    if (json) {
                        ExpressionCodec.readJson(deep, "vip");
                    } else {
                        ExpressionCodec.readYaml(deep, "vip");
                    }
                })
                .hasMessageStartingWith("Audience 'vip' cannot be read: the conditions nest deeper than 100 levels");
    }

    private static Expression parsed(String text) {
        return ExpressionParser.parse(text).orThrow(text);
    }

    @Provide
    Arbitrary<Expression> expressions() {
        return nested(4);
    }

    private static Arbitrary<Expression> nested(int depth) {
        Arbitrary<Expression> leaves = Arbitraries.of(CONDITIONS).map(ExpressionCodecTest::parsed);
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Expression> inner = Arbitraries.lazy(() -> nested(depth - 1));
        Arbitrary<List<Expression>> several = inner.list().ofMinSize(2).ofMaxSize(3);
        return Arbitraries.oneOf(
                leaves,
                several.map(Expression.And::new),
                several.map(Expression.Or::new),
                inner.map(Expression.Not::new),
                inner.map(one -> parsed(ExpressionPrinter.print(one))));
    }
}
