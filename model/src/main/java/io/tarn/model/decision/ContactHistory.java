package io.tarn.model.decision;

import io.tarn.model.policy.FrequencyCap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The marketing messages that a person was sent lately: the newest {@link #CONTACTS_MAX} of those that a frequency cap
 * can still see. One that is full may have lost older ones.
 *
 * @param contacts newest first
 */
public record ContactHistory(List<Contact> contacts) {
    public static final int CONTACTS_MAX = 1000;
    public static final ContactHistory NONE = new ContactHistory(List.of());

    public ContactHistory {
        contacts = inOrder(contacts);
        if (contacts.size() > CONTACTS_MAX) {
            throw DecisionErrors.tooManyContacts(contacts.size());
        }
    }

    private static List<Contact> inOrder(List<Contact> contacts) {
        for (int i = 1; i < contacts.size(); i++) {
            if (contacts.get(i - 1).at().isBefore(contacts.get(i).at())) {
                return contacts.stream()
                        .sorted((one, other) -> other.at().compareTo(one.at()))
                        .toList();
            }
        }
        return List.copyOf(contacts);
    }

    /** What was sent at an instant. */
    public Optional<Contact> at(Instant instant) {
        for (Contact one : contacts) {
            if (!one.at().isAfter(instant)) {
                return one.at().equals(instant) ? Optional.of(one) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** With one more, and without those that no frequency cap can see from its instant on. */
    public ContactHistory with(Contact contact) {
        Instant oldest = contact.at().minus(FrequencyCap.WINDOW_MAX);
        List<Contact> all = new ArrayList<>(contacts.size() + 1);
        all.add(contact);
        for (Contact one : contacts) {
            if (all.size() < CONTACTS_MAX && one.at().isAfter(oldest)) {
                all.add(one);
            }
        }
        return new ContactHistory(all);
    }

    /** Of a profile that was merged from two: what either was sent. */
    public ContactHistory joined(ContactHistory other) {
        List<Contact> all = new ArrayList<>(contacts);
        all.addAll(other.contacts);
        all.sort((one, another) -> another.at().compareTo(one.at()));
        return new ContactHistory(all.size() > CONTACTS_MAX ? all.subList(0, CONTACTS_MAX) : all);
    }

    /** Whether older ones may be missing. */
    public boolean isFull() {
        return contacts.size() == CONTACTS_MAX;
    }
}
