package io.tarn.loop.live;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.CampaignName;
import io.tarn.wire.view.Disclosure;
import java.time.Duration;
import java.time.Instant;

/**
 * A dry run of a campaign as somebody asks for it.
 *
 * @param asOf the instant for which it is decided
 * @param lookBack whom an event would set off: those who had such an event within so long
 * @param samples how many persons are shown one by one
 * @param disclosure how the subjects of their messages show what is known of them
 */
public record SimulationOrder(
        CampaignName campaign, Instant asOf, Duration lookBack, int samples, Disclosure disclosure) {
    public static final int SAMPLES_MAX = 100;
    public static final int SAMPLES_DEFAULT = 10;
    public static final Duration LOOK_BACK_MAX = Duration.ofDays(366);
    public static final Duration LOOK_BACK_DEFAULT = Duration.ofDays(30);

    public SimulationOrder {
        if (samples < 0 || samples > SAMPLES_MAX) {
            throw new TarnException(
                    ErrorCode.INVALID_INPUT,
                    "So many samples cannot be shown: " + samples + ". Ask for 0 to " + SAMPLES_MAX + ".");
        }
        if (lookBack.isNegative() || lookBack.isZero() || lookBack.compareTo(LOOK_BACK_MAX) > 0) {
            throw new TarnException(
                    ErrorCode.INVALID_INPUT,
                    "Events cannot be looked for over " + lookBack.toDays() + " days. Ask for 1 to "
                            + LOOK_BACK_MAX.toDays() + " days.");
        }
    }
}
