package io.tarn.loop.live;

import io.tarn.engage.delivery.Composer;
import io.tarn.engage.delivery.Sending;
import io.tarn.engage.render.CompiledTemplate;
import io.tarn.lake.table.EngagementTables;
import io.tarn.model.decision.Candidate;
import io.tarn.model.decision.Decision;
import io.tarn.model.decision.DecisionHead;
import io.tarn.model.decision.Plan;
import io.tarn.model.decision.Recipient;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Message;
import io.tarn.model.message.MessageId;
import io.tarn.model.profile.Profile;
import io.tarn.storage.Dispatch;
import io.tarn.storage.Outgoing;
import io.tarn.understand.trait.TraitEngine;
import io.tarn.wire.row.EngagementRowCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Makes the message that a decision asks for and puts it into the outbox. What it changes is the workspace. */
final class Posting {
    /** How many identifiers go along with a message, so that what becomes of it finds its person. */
    private static final int LEADS_MAX = 5;

    private final CampaignRules rules;
    private final TraitEngine traits;

    Posting(CampaignRules rules, TraitEngine traits) {
        this.rules = rules;
        this.traits = traits;
    }

    /** A decision to send, and what it was taken on. */
    record Order(long offset, Decision.Send decision, Plan plan, Candidate candidate) {}

    /** To whom. */
    record Addressee(Profile profile, Recipient recipient) {}

    /** A template that fails for a person leaves a message that failed, with the reason. */
    void post(Order order, Addressee addressee, Workspace work) {
        DecisionHead head = order.decision().head();
        ChannelName channel = order.decision().alternative().channel();
        Identifier identifier =
                Objects.requireNonNull(addressee.recipient().addresses().get(channel), "an address was checked");
        String address = rules.endpoints().getOrDefault(channel, identifier.value());
        Sending sending = new Sending(
                head.id().value(),
                head.campaign(),
                head.profile(),
                channel,
                address,
                order.candidate().step().purpose(),
                head.asOf());
        Message message;
        Dispatch.State state = Dispatch.State.QUEUED;
        String reason = "";
        try {
            message = compose(sending, order, addressee.profile());
        } catch (TarnException failure) {
            message = empty(sending);
            state = Dispatch.State.FAILED;
            reason = String.valueOf(failure.getMessage());
        }
        Dispatch dispatch = new Dispatch(
                message,
                head,
                leads(identifier, addressee.profile()),
                order.candidate().validUntil(),
                state,
                0,
                head.asOf(),
                reason);
        work.put(dispatch);
        tell(order.offset(), dispatch, work);
    }

    private static Message empty(Sending sending) {
        return new Message(
                MessageId.derive(sending.decisionId()),
                sending.profile(),
                sending.channel(),
                sending.address(),
                "",
                "",
                "",
                Map.of(),
                sending.purpose(),
                sending.at());
    }

    private Message compose(Sending sending, Order order, Profile profile) {
        Composer composer = rules.composer().orElseThrow(LiveErrors::noComposer);
        CompiledTemplate template =
                rules.templates().get(order.decision().alternative().template());
        if (template == null) {
            throw LiveErrors.noTemplate(order.decision().alternative().template());
        }
        Map<String, Value> known = new TreeMap<>(traits.values(profile));
        profile.traits().forEach((name, value) -> known.put(name, value.value()));
        return composer.compose(sending, template, known, order.plan().properties())
                .message();
    }

    private static List<Identifier> leads(Identifier address, Profile profile) {
        List<Identifier> leads = new ArrayList<>();
        leads.add(address);
        for (Identifier one : profile.identifiers()) {
            if (leads.size() < LEADS_MAX && !leads.contains(one)) {
                leads.add(one);
            }
        }
        return leads;
    }

    /** Lets the lake know how far a message is. */
    static void tell(long offset, Dispatch dispatch, Workspace work) {
        work.send(new Outgoing.Row(
                EngagementTables.MESSAGES.name().toString(),
                offset,
                EngagementRowCodec.message(
                        offset,
                        dispatch.message(),
                        dispatch.decision(),
                        new EngagementRowCodec.MessageState(
                                dispatch.state().name().toLowerCase(Locale.ROOT),
                                dispatch.attempts(),
                                dispatch.at(),
                                dispatch.reason()))));
    }
}
