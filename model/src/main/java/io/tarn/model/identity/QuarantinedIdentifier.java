package io.tarn.model.identity;

/**
 * An identifier that too many different names share for it to join any of them.
 *
 * @param hash of the normalized value
 * @param records how many records carry it
 * @param names how many different names stand beside it; of a device on records without names, how many accounts
 */
public record QuarantinedIdentifier(ComparisonKind kind, long hash, int records, int names) {}
