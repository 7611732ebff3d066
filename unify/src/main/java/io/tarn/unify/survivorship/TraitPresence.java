package io.tarn.unify.survivorship;

import java.util.Set;

/**
 * Which traits the records of a run have at all.
 *
 * @param columns the canonical columns that hold a value in some record
 * @param attributes the names of the attributes of some record
 */
public record TraitPresence(Set<String> columns, Set<String> attributes) {
    public TraitPresence {
        columns = Set.copyOf(columns);
        attributes = Set.copyOf(attributes);
    }
}
