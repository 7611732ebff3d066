package io.tarn.audience.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.audience.Expression;
import io.tarn.audience.RandomExpressions;
import io.tarn.audience.parse.ParseResult.Parsed;
import io.tarn.audience.parse.ParseResult.Unreadable;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The text form says what the tree says, and the parser answers whatever it is given. */
final class ExpressionTextTest {
    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void readsBackWhatItPrints(@ForAll("expressions") Expression expression) {
        String printed = ExpressionPrinter.print(expression);

        assertThat(ExpressionParser.parse(printed)).isEqualTo(new Parsed(expression));
    }

    @Property(tries = 3000)
    void answersAnyText(@ForAll String text) {
        assertThat(ExpressionParser.parse(text)).isNotNull();
    }

    @Property(tries = 5000)
    void answersAnyWords(@ForAll("words") String text) {
        switch (ExpressionParser.parse(text)) {
            case Parsed(Expression expression) ->
                assertThat(ExpressionParser.parse(ExpressionPrinter.print(expression)))
                        .isEqualTo(new Parsed(expression));
            case Unreadable(var problem) -> {
                assertThat(problem.place().line()).isPositive();
                assertThat(problem.place().column()).isPositive();
                assertThat(problem.fault()).isNotEmpty();
            }
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void answersATextThatWasDamaged(@ForAll("expressions") Expression expression, @ForAll int where, @ForAll char put) {
        String printed = ExpressionPrinter.print(expression);
        int at = Math.floorMod(where, printed.length());

        ExpressionParser.parse(printed.substring(0, at) + put + printed.substring(at + 1));
        ExpressionParser.parse(printed.substring(0, at));
        ExpressionParser.parse(printed.substring(at));
    }

    @Provide
    Arbitrary<Expression> expressions() {
        return RandomExpressions.any();
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                        "and",
                        "or",
                        "not",
                        "(",
                        ")",
                        "country",
                        "=",
                        "<",
                        "'IT'",
                        "5",
                        "in",
                        "last",
                        "30",
                        "days",
                        "count",
                        "sum",
                        "of",
                        "'Order Completed'",
                        "where",
                        "total",
                        ",",
                        "did",
                        "then",
                        "within",
                        "audience",
                        "'vip'",
                        "exists",
                        "first",
                        "email",
                        "consents",
                        "to",
                        "for",
                        "reachable",
                        "by",
                        "2026-01-01",
                        "2026-01-01T00:00:00Z",
                        "next",
                        "more",
                        "than",
                        "ago",
                        "anniversary",
                        "today",
                        "everyone",
                        "starts",
                        "with",
                        "trait",
                        "true",
                        "-1.5",
                        "\n")
                .list()
                .ofMinSize(1)
                .ofMaxSize(14)
                .map(words -> String.join(" ", words));
    }
}
