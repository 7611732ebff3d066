package io.tarn.server.http;

import io.tarn.loop.live.AuditTrail;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.AuditRecord;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What the HTTP API writes down of who asked for what. No answer waits for it. */
final class AuditBook {
    private static final String DONE = "200";

    private final AuditTrail trail;
    private final InstantSource clock;

    AuditBook(LiveRooms rooms) {
        trail = rooms.audit();
        clock = rooms.clock();
    }

    /** A profile was shown, as far as the key may see it. */
    void shown(Caller key, String action, ProfileId profile) {
        trail.record(record(key, action, Optional.of(profile), "", DONE));
    }

    /** Nobody was found by an identifier, or by what stands for a profile id. */
    void nobody(Caller key, String action, Optional<Identifier> asked) {
        trail.record(
                record(key, action, Optional.empty(), asked.map(trail::subject).orElse("id"), "404"));
    }

    /** Changes of all profiles are listened to. */
    void opened(Caller key, String action) {
        trail.record(record(key, action, Optional.empty(), "", DONE));
    }

    /** Somebody was forgotten; durable before the receipt is given. */
    void forgot(Caller key, String hash) {
        trail.record(new AuditRecord(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                key.actor(),
                key.scopeWord(),
                "forget",
                Optional.empty(),
                hash,
                "",
                DONE,
                1));
        trail.flush();
    }

    /**
     * An operator had something done.
     *
     * @param subject what it was about, such as {@code source:crm}; empty for nothing
     * @param policy the rule under which it was done; empty for none
     */
    void operated(Caller key, String action, String subject, String policy) {
        trail.record(new AuditRecord(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                key.actor(),
                key.scopeWord(),
                action,
                Optional.empty(),
                subject,
                policy,
                DONE,
                1));
    }

    /** A request was turned down; what is alike is told together, for it may come in floods. */
    void refused(Optional<Caller> key, String action, Refusal refusal) {
        trail.count(new AuditRecord(
                clock.instant(),
                key.map(Caller::actor).orElse("unknown"),
                key.map(Caller::scopeWord).orElse(""),
                action,
                Optional.empty(),
                "",
                refusal.word(),
                Integer.toString(refusal.status()),
                1));
    }

    private AuditRecord record(Caller key, String action, Optional<ProfileId> profile, String subject, String outcome) {
        return new AuditRecord(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                key.actor(),
                key.scopeWord(),
                action,
                profile,
                subject,
                key.seesAll() ? "plain" : "masked",
                outcome,
                1);
    }
}
