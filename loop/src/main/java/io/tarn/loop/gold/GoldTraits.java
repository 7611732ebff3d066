package io.tarn.loop.gold;

import io.tarn.collect.normalize.SilverColumns;
import io.tarn.loop.gold.Prepared.PreparedSource;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.TraitDeclaration;
import io.tarn.model.policy.TraitType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The traits that sources bring beyond the canonical ones, as gold types them. */
final class GoldTraits {
    private GoldTraits() {}

    /** One declaration a trait, by name; text where two sources disagree about its type. */
    static List<TraitDeclaration> of(Prepared prepared) {
        Map<String, TraitDeclaration> traits = new TreeMap<>();
        for (PreparedSource source : prepared.sources()) {
            for (ColumnMapping column : source.definition().columns()) {
                if (SilverColumns.of(column.tag()).isEmpty()) {
                    TraitDeclaration declared = new TraitDeclaration(column.trait(), column.type(), column.tag());
                    traits.merge(column.trait(), declared, GoldTraits::common);
                }
            }
        }
        return new ArrayList<>(traits.values());
    }

    private static TraitDeclaration common(TraitDeclaration first, TraitDeclaration second) {
        return first.type() == second.type()
                ? first
                : new TraitDeclaration(first.name(), TraitType.STRING, first.tag());
    }
}
