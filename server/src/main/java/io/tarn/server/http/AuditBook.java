package io.tarn.server.http;

import io.tarn.loop.live.AuditTrail;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.AuditRecord;
import io.tarn.storage.Registry.ApiKey;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
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
    void shown(ApiKey key, String action, ProfileId profile) {
        trail.record(record(key, action, Optional.of(profile), "", DONE));
    }

    /** Nobody was found by an identifier, or by what stands for a profile id. */
    void nobody(ApiKey key, String action, Optional<Identifier> asked) {
        trail.record(
                record(key, action, Optional.empty(), asked.map(trail::subject).orElse("id"), "404"));
    }

    /** Changes of all profiles are listened to. */
    void opened(ApiKey key, String action) {
        trail.record(record(key, action, Optional.empty(), "", DONE));
    }

    /** Somebody was forgotten; durable before the receipt is given. */
    void forgot(ApiKey key, String hash) {
        trail.record(new AuditRecord(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                actor(key),
                scope(key),
                "forget",
                Optional.empty(),
                hash,
                "",
                DONE,
                1));
        trail.flush();
    }

    /** A request was turned down; what is alike is told together, for it may come in floods. */
    void refused(Optional<ApiKey> key, String action, Refusal refusal) {
        trail.count(new AuditRecord(
                clock.instant(),
                key.map(AuditBook::actor).orElse("unknown"),
                key.map(AuditBook::scope).orElse(""),
                action,
                Optional.empty(),
                "",
                refusal.word(),
                Integer.toString(refusal.status()),
                1));
    }

    private AuditRecord record(ApiKey key, String action, Optional<ProfileId> profile, String subject, String outcome) {
        return new AuditRecord(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                actor(key),
                scope(key),
                action,
                profile,
                subject,
                Bearer.seesAll(key) ? "plain" : "masked",
                outcome,
                1);
    }

    private static String actor(ApiKey key) {
        return "key:" + key.name();
    }

    private static String scope(ApiKey key) {
        return key.scope().name().toLowerCase(Locale.ROOT);
    }
}
