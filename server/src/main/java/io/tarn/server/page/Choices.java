package io.tarn.server.page;

import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Purpose;
import io.tarn.model.profile.ConsentValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a person may choose to get by a channel, and what they chose so far. The words of consent count as they do for a
 * decision: the last on the purpose by the channel, else the one on the purpose; a refusal of the channel as a whole
 * forbids in any case; silence is a refusal.
 *
 * @param channel by which it comes
 * @param purposes those that can be chosen, in order
 * @param given what was said so far, by category; true is given
 */
public record Choices(ChannelName channel, List<Purpose> purposes, Map<String, Boolean> given) {
    public Choices {
        purposes = List.copyOf(purposes);
        given = Map.copyOf(given);
    }

    /**
     * The choices of a person.
     *
     * @param purpose that of the message which led to them, always among them
     * @param others of campaigns; those that need no consent are left out
     */
    public static Choices of(
            ChannelName channel, Purpose purpose, List<Purpose> others, Map<String, ConsentValue> consents) {
        Set<Purpose> purposes = new LinkedHashSet<>();
        purposes.add(purpose);
        purposes.addAll(others);
        Map<String, Boolean> given = new TreeMap<>();
        consents.forEach((category, said) -> given.put(category, said.given()));
        return new Choices(
                channel, purposes.stream().filter(one -> !one.isTransactional()).toList(), given);
    }

    /** Whether nothing comes by the channel whatever its purpose. */
    public boolean isChannelRefused() {
        return Boolean.FALSE.equals(given.get(channel.value()));
    }

    /** Whether messages for a purpose come. */
    public boolean isOn(Purpose purpose) {
        return !isChannelRefused() && isAgreed(purpose);
    }

    private boolean isAgreed(Purpose purpose) {
        return given.getOrDefault(purpose.category(channel), given.getOrDefault(purpose.value(), false));
    }

    /** The categories that change when these purposes, and no others of the list, are to come. */
    public Map<String, Boolean> changes(Set<String> wanted) {
        Map<String, Boolean> changes = new TreeMap<>();
        for (Purpose purpose : purposes) {
            boolean wish = wanted.contains(purpose.value());
            if (wish != isAgreed(purpose)) {
                changes.put(purpose.category(channel), wish);
            }
        }
        if (isChannelRefused() && purposes.stream().anyMatch(one -> wanted.contains(one.value()))) {
            changes.put(channel.value(), true);
        }
        return changes;
    }

    /** The category that changes when nothing is to come any more. */
    public Map<String, Boolean> refusal() {
        return isChannelRefused() ? Map.of() : Map.of(channel.value(), false);
    }

    /** The choices once these categories have changed. */
    public Choices with(Map<String, Boolean> changes) {
        Map<String, Boolean> after = new TreeMap<>(given);
        after.putAll(changes);
        return new Choices(channel, purposes, after);
    }
}
