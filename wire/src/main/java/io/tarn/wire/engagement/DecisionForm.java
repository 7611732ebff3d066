package io.tarn.wire.engagement;

import io.tarn.model.decision.DecisionHead;
import io.tarn.model.decision.DecisionId;
import io.tarn.model.decision.Occasion;
import io.tarn.model.event.EventKey;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.StepName;
import io.tarn.wire.bytes.ByteReader;
import io.tarn.wire.bytes.ByteWriter;
import io.tarn.wire.bytes.EventOrigins;

/** What decisions say and what they are about, as a part of other forms. */
public final class DecisionForm {
    private static final Names<CampaignName> CAMPAIGNS = new Names<>(CampaignName::new);
    private static final Names<StepName> STEPS = new Names<>(StepName::new);
    private static final Names<ChannelName> CHANNELS = new Names<>(ChannelName::new);

    private DecisionForm() {}

    public static void write(ByteWriter writer, DecisionHead head) {
        writer.text(head.id().value())
                .word(head.campaign().value())
                .word(head.step().value())
                .profileId(head.profile());
        write(writer, head.occasion());
        writer.instant(head.asOf());
    }

    public static DecisionHead read(ByteReader reader) {
        return new DecisionHead(
                new DecisionId(reader.text()),
                campaign(reader),
                step(reader),
                reader.profileId(),
                occasion(reader),
                reader.instant());
    }

    static void write(ByteWriter writer, Occasion occasion) {
        writer.word(occasion.key().source().value())
                .text(occasion.key().messageId())
                .instant(occasion.at());
        EventOrigins.write(writer, occasion.origin());
        writer.profileId(occasion.subject());
    }

    static Occasion occasion(ByteReader reader) {
        EventKey key = new EventKey(reader.sourceName(), reader.text());
        return new Occasion(key, reader.instant(), EventOrigins.read(reader), reader.profileId());
    }

    static CampaignName campaign(ByteReader reader) {
        return CAMPAIGNS.of(reader.word());
    }

    static StepName step(ByteReader reader) {
        return STEPS.of(reader.word());
    }

    static ChannelName channel(ByteReader reader) {
        return CHANNELS.of(reader.word());
    }
}
