package io.tarn.loop.live;

import io.tarn.decide.suppression.Listing;
import io.tarn.lake.table.EngagementTables;
import io.tarn.loop.engage.AttemptStep;
import io.tarn.loop.live.LiveStepResult.Changed;
import io.tarn.model.decision.DoNotContact;
import io.tarn.model.decision.Standing;
import io.tarn.model.event.Event;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.log.LogEntry;
import io.tarn.model.message.OutcomeEvent;
import io.tarn.storage.Dispatch;
import io.tarn.storage.Outgoing;
import io.tarn.wire.row.EngagementRowCodec;
import java.util.Optional;

/**
 * Takes down what became of messages, be there a campaign left or not: how an attempt went, what its reader did, and who
 * is not to be written to any more because of it. What it changes is the workspace.
 */
final class OutcomeStep {
    private OutcomeStep() {}

    /** Applies how an attempt went. */
    static void attempted(long offset, LogEntry.Attempted attempted, Workspace work) {
        Optional<Dispatch> before = work.dispatch(attempted.message());
        if (before.isEmpty()) {
            return;
        }
        Dispatch after = AttemptStep.after(before.get(), attempted);
        if (after.equals(before.get())) {
            return;
        }
        work.put(after);
        Posting.tell(offset, after, work);
        ProfileId subject = after.decision().occasion().subject();
        Listing.of(attempted.stage(), after.message().channel(), attempted.at())
                .filter(_ -> work.find(subject).isPresent())
                .ifPresent(entry -> list(offset, subject, entry, work));
    }

    /** Applies an event that says what became of a message; of any other event nothing. */
    static void heard(Changed changed, Event event, Workspace work) {
        if (!event.head().key().source().equals(SourceName.TARN)) {
            return;
        }
        Optional<OutcomeEvent> outcome = OutcomeEvent.of(event.name());
        if (outcome.isEmpty()) {
            return;
        }
        ProfileId profile = changed.after().id();
        work.send(new Outgoing.Row(
                EngagementTables.OUTCOMES.name().toString(),
                changed.offset(),
                EngagementRowCodec.outcome(
                        changed.offset(),
                        event.name(),
                        event.head().timestamp(),
                        event.properties(),
                        profile,
                        profile)));
        Listing.of(outcome.get(), FlatProperties.of(event.properties()), changed.at())
                .ifPresent(entry -> list(changed.offset(), profile, entry, work));
    }

    private static void list(long offset, ProfileId profile, DoNotContact entry, Workspace work) {
        Standing before = work.standing(profile);
        Standing after = before.with(entry);
        if (!after.equals(before)) {
            work.put(profile, after);
            work.send(new Outgoing.Row(
                    EngagementTables.DO_NOT_CONTACT.name().toString(),
                    offset,
                    EngagementRowCodec.doNotContact(offset, entry, profile)));
        }
    }
}
