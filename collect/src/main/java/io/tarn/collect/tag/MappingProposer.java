package io.tarn.collect.tag;

/** Proposes what the columns of a table mean. */
@FunctionalInterface
public interface MappingProposer {
    MappingProposal propose(TableSample table);
}
