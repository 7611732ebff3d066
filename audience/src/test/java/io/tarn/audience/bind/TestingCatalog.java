package io.tarn.audience.bind;

import io.tarn.audience.AudienceDefinition;
import io.tarn.audience.bind.Catalog.KnownEvent;
import io.tarn.audience.parse.ExpressionParser;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.ComputedTrait.Function;
import io.tarn.model.policy.TrackingPlan.PropertyType;
import io.tarn.model.policy.TraitType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A small shop's catalog. */
public final class TestingCatalog {
    public static final Catalog SHOP = Catalog.EMPTY
            .withTrait("country", TraitType.STRING)
            .withTrait("plan", TraitType.STRING)
            .withTrait("name", TraitType.STRING)
            .withTrait("email", TraitType.STRING)
            .withTrait("orders", TraitType.LONG)
            .withTrait("order_total", TraitType.DECIMAL)
            .withTrait("risk", TraitType.DOUBLE)
            .withTrait("subscribed", TraitType.BOOLEAN)
            .withTrait("birth_date", TraitType.DATE)
            .withTrait("signed_up_at", TraitType.TIMESTAMP)
            .withTrait("old_plan", TraitType.STRING)
            .withoutTrait("old_plan")
            .withComputed(computed("orders_90d", Function.COUNT, Optional.empty(), 90))
            .withComputed(computed("spend_30d", Function.SUM, Optional.of("total"), 30))
            .withEvent(
                    "Order Completed",
                    new KnownEvent(
                            Map.of(
                                    "total", PropertyType.NUMBER,
                                    "currency", PropertyType.TEXT,
                                    "gift", PropertyType.FLAG,
                                    "items", PropertyType.LIST),
                            false))
            .withEvent("Product Viewed", KnownEvent.OPEN)
            .withEvent("page", KnownEvent.OPEN)
            .withPurposes(Set.of("marketing", "sale_of_data"));

    private TestingCatalog() {}

    private static ComputedTrait computed(String name, Function function, Optional<String> property, int days) {
        return new ComputedTrait(
                name, "Order Completed", List.of(), function, property, Optional.of(Duration.ofDays(days)));
    }

    public static AudienceDefinition audience(String name, String where) {
        return new AudienceDefinition(
                new AudienceName(name), "", ExpressionParser.parse(where).orThrow(name));
    }
}
