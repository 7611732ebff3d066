package io.tarn.model.log;

import io.tarn.model.identity.ProfileId;
import java.time.Instant;
import java.util.Optional;

/**
 * Who did what, when, to which rows and under which rule. It names nobody by what was said of them: a profile by its
 * id, an identifier that led to no profile by its type and keyed hash.
 *
 * @param actor {@code key:<name>}, {@code oidc:<subject>}, {@code command:<account>}, or {@code unknown}
 * @param scope what the actor may do: collect, read, marketer, admin; {@code home} for a command on the home's files
 * @param action such as {@code profile.read}
 * @param profile the profile that it was about
 * @param subject what else it was about, such as {@code source:crm}; empty for nothing
 * @param policy the rule under which it was done or refused, such as {@code masked}; empty for none
 * @param outcome the status of HTTP that answered it, or {@code done}
 * @param count how many such there were, where several are told as one
 */
public record AuditRecord(
        Instant at,
        String actor,
        String scope,
        String action,
        Optional<ProfileId> profile,
        String subject,
        String policy,
        String outcome,
        long count) {
    /** The same, told at a time for so many. */
    public AuditRecord counted(Instant then, long many) {
        return new AuditRecord(then, actor, scope, action, profile, subject, policy, outcome, many);
    }
}
