package io.tarn.model.log;

import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.MessageId;
import io.tarn.model.profile.TraitValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What stands in the log: whatever can change a profile enters here and nowhere else. */
public sealed interface LogEntry {
    /** When it entered; {@code asOf} for all that it causes. */
    Instant at();

    /** An event arrived. */
    record Received(RawEvent event) implements LogEntry {
        @Override
        public Instant at() {
            return event.receivedAt();
        }
    }

    /** Time passed: what is due until then happens. */
    record Tick(Instant at) implements LogEntry {}

    /**
     * A definition has a new version from here on.
     *
     * @param kind such as {@code publication}, which says the gold run that was published last
     * @param text as its author wrote it; empty when it was withdrawn
     */
    record Defined(Instant at, String kind, String name, String text) implements LogEntry {}

    /** A gold run published profiles. */
    record Published(Instant at, String runId, List<GoldProfile> profiles) implements LogEntry {
        /** How many profiles one entry holds at most. */
        public static final int PROFILES_MAX = 500;

        public Published {
            profiles = List.copyOf(profiles);
        }
    }

    /**
     * A profile as a gold run made it.
     *
     * @param absorbed ids of profiles that it took in
     */
    record GoldProfile(
            ProfileId id, List<ProfileId> absorbed, List<Identifier> identifiers, Map<String, TraitValue> traits) {
        public GoldProfile {
            absorbed = List.copyOf(absorbed);
            identifiers = List.copyOf(identifiers);
            traits = Map.copyOf(traits);
        }
    }

    /**
     * A gold run found which identifiers too many profiles share.
     *
     * @param quarantined those that join nobody from here on
     * @param released those of which that is no longer so; also those of a person who is forgotten
     */
    record Quarantined(Instant at, String runId, List<Identifier> quarantined, List<Identifier> released)
            implements LogEntry {
        /** How many identifiers of either kind one entry holds at most. */
        public static final int IDENTIFIERS_MAX = 500;

        public Quarantined {
            quarantined = List.copyOf(quarantined);
            released = List.copyOf(released);
        }
    }

    /**
     * It was decided whether two constituents are one person.
     *
     * @param decidedBy {@code model:<version>} or {@code person:<name>}; with {@code /<id>} for a verdict on records that
     *     stands in the lake
     */
    record Judged(Instant at, ProfileId left, ProfileId right, Verdict verdict, String decidedBy) implements LogEntry {}

    /** Whether two are one person. */
    enum Verdict {
        /** They are: merge them. */
        SAME,
        /** They are not: take them apart, and never join them again. */
        DIFFERENT,
        /** Nobody says either any more: what the verdict of the same id brought about ends. */
        WITHDRAWN
    }

    /** Somebody did something: it changes no profile, and goes to {@code ops.audit}. */
    record Audited(Instant at, List<AuditRecord> records) implements LogEntry {
        /** How many records one entry holds at most. */
        public static final int RECORDS_MAX = 500;

        public Audited {
            records = List.copyOf(records);
        }
    }

    /**
     * An attempt to deliver a message began or ended. The beginning is durable before the other side could take the
     * message.
     *
     * @param attempt from 1
     * @param reason in words, without personal data; empty at the beginning
     */
    record Attempted(Instant at, MessageId message, int attempt, AttemptStage stage, String reason)
            implements LogEntry {}

    /** How far an attempt is. */
    sealed interface AttemptStage {
        /** The other side may take the message from now on. */
        record Begun() implements AttemptStage {}

        /** The other side took the message over. */
        record Delivered() implements AttemptStage {}

        /** It was not taken and will not be tried again; whether the address is at fault. */
        record Failed(DeliveryResult.Permanence permanence) implements AttemptStage {}

        /** It was not taken, surely; it may leave again from then on. */
        record Deferred(Instant until) implements AttemptStage {}

        /** It may have been taken: the answer was lost. */
        record Uncertain() implements AttemptStage {}
    }

    /**
     * A person is to be forgotten.
     *
     * @param tombstones keyed hashes of the identifiers
     */
    record Forgotten(Instant at, List<ProfileId> profiles, List<String> tombstones) implements LogEntry {
        public Forgotten {
            profiles = List.copyOf(profiles);
            tombstones = List.copyOf(tombstones);
        }
    }
}
