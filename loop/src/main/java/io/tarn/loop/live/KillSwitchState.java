package io.tarn.loop.live;

import io.tarn.model.decision.KillSwitch;
import java.util.Map;

/** How the kill switch stands in the log: as a definition whose text is empty while sending goes on. */
public final class KillSwitchState {
    /** The kind of the definition. */
    public static final String KIND = "kill_switch";

    /** Its name: there is one switch for all. */
    public static final String ALL = "all";

    private KillSwitchState() {}

    /** What definitions of its kind say. */
    public static KillSwitch of(Map<String, String> definitions) {
        return definitions.getOrDefault(ALL, "").isEmpty() ? KillSwitch.RELEASED : KillSwitch.PULLED;
    }
}
