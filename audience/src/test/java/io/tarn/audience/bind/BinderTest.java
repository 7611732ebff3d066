package io.tarn.audience.bind;

import static io.tarn.audience.bind.TestingCatalog.SHOP;
import static io.tarn.audience.bind.TestingCatalog.audience;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.audience.Expression;
import io.tarn.audience.bind.BindResult.LakeOnly;
import io.tarn.audience.bind.BindResult.Live;
import io.tarn.audience.bind.BindResult.Refused;
import io.tarn.audience.parse.ExpressionParser;
import io.tarn.model.error.TarnException;
import io.tarn.model.message.ChannelKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BinderTest {
    @Test
    void suggestsTheNearestName() {
        assertThatThrownBy(() -> bind("country = 'IT' and ordrs > 1").liveOrThrow("vip"))
                .isInstanceOf(TarnException.class)
                .hasMessage("Audience 'vip' cannot be bound: unknown trait 'ordrs' at 1:20."
                        + " Known traits start with: order_total, orders, orders_90d, birth_date, country."
                        + " Did you mean 'orders'?");
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertThatThrownBy(() -> bind("contry = 'IT'\nor did 'Order Complete'\nor orders = 'many'\nor old_plan exists")
                        .liveOrThrow("vip"))
                .hasMessage("""
                        Audience 'vip' cannot be bound:\s
                          unknown trait 'contry' at 1:1. Known traits start with: country, birth_date, email, name,\
                         order_total. Did you mean 'country'?
                          unknown event 'Order Complete' at 2:8. Known events are: Order Completed, Product Viewed,\
                         page. Did you mean 'Order Completed'?
                          trait 'orders' is a number but is compared with a text at 3:13. Compare it with a number\
                         without quotes.
                          trait 'old_plan' was deleted at 4:4. Declare it again, or take the condition out.""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "orders > '5'|trait 'orders' is a number but is compared with a text at 1:10."
                        + " Compare it with a number without quotes.",
                "country > 5|trait 'country' is text but is compared with a number at 1:11."
                        + " Compare it with a text in quotes.",
                "orders in (1, 'two')|trait 'orders' is a number but is compared with a text at 1:15."
                        + " Compare it with a number without quotes.",
                "subscribed > true|trait 'subscribed' is true or false, which have no order at 1:1. Use = or !=.",
                "subscribed in (true)|trait 'subscribed' is true or false at 1:1. Write = true or = false.",
                "signed_up_at = 2026-01-01|trait 'signed_up_at' is an instant, which hardly ever equals another at 1:1."
                        + " Use < and >=, such as >= 2026-01-31 and < 2026-02-01.",
                "birth_date > 2026-01-01T10:00:00Z|trait 'birth_date' is a day but is compared with an instant at 1:14."
                        + " Compare it with a day, such as 2026-01-31.",
                "risk > 0.5|trait 'risk' is a floating-point number but is compared with a number at 1:8."
                        + " Compare it with nothing: declare it as a decimal to compare it exactly.",
                "orders contains '5'|trait 'orders' is a number, of which no part can be looked for at 1:1.",
                "orders within 3 days|trait 'orders' is a number, no day or instant at 1:1."
                        + " Only days, instants and last or first 'event' lie within a time.",
                "anniversary of signed_up_at today|trait 'signed_up_at' is an instant, no day at 1:16."
                        + " Only a day has an anniversary.",
                "count of 'Order Completed' where totl > 3 > 1|unknown property 'totl' at 1:34."
                        + " Known properties are: total, currency, gift, items. Did you mean 'total'?",
                "count of 'Order Completed' where total = 'x' > 1|property 'total' is a number but is compared with"
                        + " a text at 1:34.",
                "count of 'Order Completed' where items = 'x' > 1|property 'items' is a list but is compared with"
                        + " a text at 1:34.",
                "did 'page' where url > 'x'|property 'url' is compared by above with what is no number at 1:18."
                        + " Only numbers have an order there; write the number without quotes.",
                "sum of currency of 'Order Completed' > 1|property 'currency' is text but sum needs a number at 1:1.",
                "in audience 'vipp'|unknown audience 'vipp' at 1:13. There is no audience yet.",
                "consents to email for marketting|unknown purpose 'marketting' at 1:23."
                        + " Known purposes are: marketing, sale_of_data. Did you mean 'marketing'?",
                "country = 'IT' and country = 'FR'|the condition on trait 'country' contradicts another one at 1:20."
                        + " The other stands at 1:1. Nobody is in both: join them by or, or take one out.",
                "orders > 5 and (orders < 3 and country = 'IT')|the condition on trait 'orders' contradicts another one"
                        + " at 1:17. The other stands at 1:1. Nobody is in both: join them by or, or take one out.",
                "orders = 2 and orders != 2.0|the condition on trait 'orders' contradicts another one at 1:16."
                        + " The other stands at 1:1. Nobody is in both: join them by or, or take one out.",
                "plan in ('a', 'b') and plan in ('c')|the condition on trait 'plan' contradicts another one at 1:24."
                        + " The other stands at 1:1. Nobody is in both: join them by or, or take one out.",
                "plan = 'a' and not plan exists|the condition on trait 'plan' contradicts another one at 1:20."
                        + " The other stands at 1:1. Nobody is in both: join them by or, or take one out.",
                "did 'page' and not did 'page'|the condition on what somebody did contradicts another one at 1:20."
                        + " Nobody is in both: join them by or, or take one out.",
                "last 'page' within 2 days and last 'page' more than 3 days ago|the condition on last 'page'"
                        + " contradicts another one at 1:31."
                        + " The other stands at 1:1. Nobody is in both: join them by or, or take one out.",
                "orders_90d < 0|the condition on trait 'orders_90d' holds for nobody at 1:1. Take it out.",
                "not everyone|not everyone is nobody. Take it out."
            })
    void saysWhatIsWrong(String text, String sentence) {
        assertThat(problems(bind(text))).startsWith(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "country = 'IT' or country = 'FR'",
                "orders > 5 and orders < 6",
                "orders >= 5 and orders <= 5",
                "country != 'IT' and not country = 'IT'",
                "plan in ('a', 'b') and plan != 'a'",
                "last 'page' within 3 days and last 'page' more than 2 days ago",
                "first 'page' more than 3 days ago and last 'page' within 1 day",
                "risk exists and not orders exists",
                "consents to email for marketing and reachable by email"
            })
    void leavesPossibleConditionsAlone(String text) {
        assertThat(bind(text)).isInstanceOf(Live.class);
    }

    @Test
    void sharesFeaturesAmongConditionsAndComputedTraits() {
        BoundExpression bound = bind("orders_90d >= 2 and count of 'Order Completed' in last 90 days < 10"
                        + " and (last 'page' within 2 days or last 'page' more than 9 days ago)"
                        + " and spend_30d > 5 and did 'page' then 'Order Completed' within 1 day in last 7 days")
                .liveOrThrow("vip");

        assertThat(bound.features().stream().map(EventFeature::text))
                .containsExactly(
                        "count of 'Order Completed' in last 90 days",
                        "last 'page'",
                        "sum of total of 'Order Completed' in last 30 days",
                        "did 'Order Completed' in last 7 days",
                        "did 'page' in last 7 days");
    }

    @Test
    void namesEqualFeaturesAlikeForEver() {
        EventFeature one = feature("count of 'Order Completed' where (total > 100.0 and gift = true) > 0");
        EventFeature other = feature("count of 'Order Completed' where (gift = true and total > 100) >= 7");

        assertThat(one).isEqualTo(other);
        assertThat(one.text()).isEqualTo("count of 'Order Completed' where (gift = true and total > 100)");
        // A release that changes it counts every feature anew.
        assertThat(one.id()).isEqualTo("f_a5d7eb117b6aafbda0031d3e0fe25f46");
        assertThat(((EventFeature.Total) one).asComputedTrait().name()).isEqualTo(one.id());
    }

    @Test
    void saysWhatItDependsOn() {
        Catalog catalog = SHOP.withAudience(audience("vip", "spend_30d > 100 and birth_date exists"));

        Dependencies dependencies = Binder.bind(
                        ExpressionParser.parse("in audience 'vip' and country = 'IT' and reachable by sms"
                                        + " and consents to email for marketing")
                                .orThrow("a"),
                        catalog)
                .liveOrThrow("a")
                .dependencies();

        assertThat(dependencies.traits()).isEqualTo(Set.of("birth_date", "country"));
        assertThat(dependencies.computed()).isEqualTo(Set.of("spend_30d"));
        assertThat(dependencies.events()).isEqualTo(Set.of("Order Completed"));
        assertThat(dependencies.audiences()).hasToString("[vip]");
        assertThat(dependencies.consents()).isEqualTo(Set.of("marketing", "marketing.email", "email"));
        assertThat(dependencies.channels()).isEqualTo(Set.of(ChannelKind.SMS));
        assertThat(dependencies.onTime()).isTrue();
    }

    @Test
    void tellsWhatOnlyTheLakeCanAnswer() {
        BindResult result = bind("country = 'IT' and did 'page' then 'Order Completed' within 1 day");

        assertThat(result).isInstanceOf(LakeOnly.class);
        assertThat(result.lakeOrThrow("vip").root()).isInstanceOf(Bound.All.class);
        assertThatThrownBy(() -> result.liveOrThrow("vip"))
                .hasMessage("Audience 'vip' cannot be kept live, only counted in the lake: a sequence over all time"
                        + " needs every event of a person, and live profiles keep those of a window at 1:20."
                        + " Add in last 30 days, or another length of time.");
    }

    @Test
    void refusesACircle() {
        Catalog catalog = SHOP.withAudience(audience("big", "in audience 'old' or orders > 3"))
                .withAudience(audience("old", "in audience 'vip'"));

        assertThatThrownBy(() -> Binder.bind(audience("vip", "in audience 'big'"), catalog)
                        .liveOrThrow("vip"))
                .hasMessage("Audience 'vip' cannot be bound: audience 'big', which is part of this, cannot be bound at"
                        + " 1:13. audience 'old', which is part of this, cannot be bound at 1:13. audiences refer to"
                        + " each other in a circle: vip -> big -> old -> vip at 1:13. Take one of the references out.");
        assertThat(problems(Binder.bind(audience("me", "not in audience 'me'"), catalog)))
                .startsWith("audiences refer to each other in a circle: me -> me at 1:17.");
    }

    @Test
    void refusesDepthOfTreesAndOfReferences() {
        Expression deep = Expression.Everyone.EVERYONE;
        for (int i = 0; i < 1000; i++) {
            deep = new Expression.Not(deep);
        }
        assertThat(problems(Binder.bind(deep, SHOP))).startsWith("the conditions nest deeper than 100 levels.");

        Catalog chain = SHOP.withAudience(audience("a0", "orders > 1"));
        for (int i = 1; i < 120; i++) {
            chain = chain.withAudience(audience("a" + i, "in audience 'a" + (i - 1) + "'"));
        }
        assertThat(Binder.bind(audience("top", "in audience 'a90'"), chain)).isInstanceOf(Live.class);
        assertThat(problems(Binder.bind(audience("top", "in audience 'a110'"), chain)))
                .contains("the conditions nest deeper than 100 levels");
    }

    @Test
    void refusesReferencesThatMultiply() {
        Catalog doubling = SHOP.withAudience(audience("a0", "orders > 1"));
        for (int i = 1; i < 40; i++) {
            String both = "in audience 'a" + (i - 1) + "'";
            doubling = doubling.withAudience(audience("a" + i, both + " or " + both));
        }

        assertThat(problems(Binder.bind(audience("top", "in audience 'a39'"), doubling)))
                .contains("with the audiences that it refers to it has more than 10000 conditions");
    }

    @Test
    void bindsAListOfAHundredThousandValues() {
        String list = IntStream.range(0, 100_000).mapToObj(i -> "'v" + i + "'").collect(Collectors.joining(","));

        assertThat(bind("plan in (" + list + ")")).isInstanceOf(Live.class);
    }

    private static EventFeature feature(String text) {
        return bind(text).liveOrThrow("a").features().getFirst();
    }

    private static BindResult bind(String text) {
        return Binder.bind(ExpressionParser.parse(text).orThrow("a"), SHOP);
    }

    private static String problems(BindResult result) {
        return result instanceof Refused(List<io.tarn.audience.Problem> problems)
                ? io.tarn.audience.Problem.sentences(problems)
                : "none";
    }
}
